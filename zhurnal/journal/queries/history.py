"""The history of one cell, and the changes of a page since a number."""

from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.journal.rules import targets
from zhurnal.kernel.dates import short
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor

DOORS = {"page": "", "demo": "", "import": "импорт", "system": "", "incident": "отмена инцидента"}


def cell_history(actor: PersonActor, course_id: UUID, lesson: UUID, student: UUID, slot: int) -> list[dict[str, Any]]:
    """Every change of the cell, newest first: before, after, who, when, from where, why (A3.3)."""
    target = targets.cell(lesson.hex, student.hex, slot)
    rows = Change.objects.of(actor.college_id).filter(target=target, chain=course_id).order_by("-seq")
    return [
        {
            "before": _words(before),
            "after": _words(after),
            "author": author,
            "at": at.astimezone(actor.now.tzinfo).isoformat(timespec="minutes"),
            "device": device or DOORS.get(door, door),
            "reason": reason,
        }
        for before, after, author, at, device, door, reason in rows.values_list(
            "before", "after", "actor_name", "at", "device", "door", "reason"
        )
    ]


def _words(value: Any) -> str:
    """A recorded value as a person reads it; of an отработка with its day."""
    if isinstance(value, dict):
        return f"{value['value']} от {short(date.fromisoformat(value['on']))}"
    return value or ""


def changed_places(actor: PersonActor, course_id: UUID, after: int) -> tuple[int, set[UUID]]:
    """(last number, lessons touched since ``after``) of a page."""
    rows = Change.objects.of(actor.college_id).filter(chain=course_id, seq__gt=after)
    last, lessons = after, set()
    for seq, target in rows.values_list("seq", "target"):
        last = max(last, seq)
        lesson = targets.lesson_of(target)
        if lesson:
            lessons.add(UUID(lesson))
    return last, lessons
