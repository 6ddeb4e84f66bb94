"""How places of a journal are named in the record of changes; ids are hexadecimal."""

from uuid import UUID


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


_KINDS = {"entry": "cell", "personal_homework": "personal"}  # commands whose places are named otherwise


def is_of(target: str, do: str, lesson: str) -> bool:
    """Whether a command of this kind about this lesson can have written that place."""
    kind = _KINDS.get(do, do)
    return target.partition(":")[0] == kind and (kind == "personal" or lesson_of(target) == lesson)


def slot_of(target: str) -> int:
    """The column's number in a target of a cell or of a column."""
    return int(target.rpartition(":")[2])


def task_of(target: str) -> str:
    """The id of a task for single students in its target."""
    return target.partition(":")[2]


def lesson_of(target: str) -> str:
    """The lesson's id in a target, or "" for a personal task."""
    kind, _colon, rest = target.partition(":")
    return rest.split(":")[0] if kind != "personal" else ""


def place_of_cell(target: str) -> tuple[UUID, UUID, int]:
    """Lesson, student and slot of a cell's target."""
    _kind, lesson, student, slot = target.split(":")
    return UUID(lesson), UUID(student), int(slot)
