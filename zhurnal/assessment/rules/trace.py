"""How a result is named in the record of changes; ids are hexadecimal. The name is never changed: history hangs on it."""


def result(student: str, level: str, place: str, discipline: str) -> str:
    """``place``: the checkpoint, or the term where there is none."""
    return f"result:{student}:{level}:{place}:{discipline}"
