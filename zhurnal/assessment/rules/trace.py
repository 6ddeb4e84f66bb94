"""How a result is named in the record of changes; ids are hexadecimal. History hangs on the name: it is not changed again.

Records written before the discipline stood in it have one part less (``older``); of which discipline they are is told by their chain."""


def result(student: str, level: str, place: str, discipline: str) -> str:
    """``place``: the checkpoint, or the term where there is none."""
    return f"{older(student, level, place)}:{discipline}"


def older(student: str, level: str, place: str) -> str:
    """The name before the discipline stood in it."""
    return f"result:{student}:{level}:{place}"
