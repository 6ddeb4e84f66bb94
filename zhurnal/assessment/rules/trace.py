"""How a result is named in the record of changes; ids are hexadecimal. History hangs on the name: it is not changed again.

Records written before the discipline stood in it have one part less; only what is asked about one person knows them (``ledger``)."""


def result(student: str, level: str, place: str, discipline: str) -> str:
    """``place``: the checkpoint, or the term where there is none."""
    return f"result:{student}:{level}:{place}:{discipline}"
