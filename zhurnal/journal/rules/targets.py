"""How places of a journal are named in the record of changes; ids are hexadecimal."""


def cell(lesson: str, student: str, slot: int) -> str:
    """A cell of the grid."""
    return f"cell:{lesson}:{student}:{slot}"


def part(kind: str, lesson: str) -> str:
    """A part of a lesson's record: ``topic``, ``homework``, ``roll_call``."""
    return f"{kind}:{lesson}"


def work(lesson: str, slot: int) -> str:
    """A column."""
    return f"work:{lesson}:{slot}"


def personal(task: str) -> str:
    """A task for single students."""
    return f"personal:{task}"


def lesson_of(target: str) -> str:
    """The lesson's id in a target, or "" for a personal task."""
    kind, _colon, rest = target.partition(":")
    return rest.split(":")[0] if kind != "personal" else ""
