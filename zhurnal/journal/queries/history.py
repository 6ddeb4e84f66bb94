"""The history of one cell, and the changes of a page since a number."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhurnal.journal.rules import targets
from zhurnal.kernel.dates import clock, day_month, short
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor
from zhurnal.people.queries.family import parents_of

DOORS = {"page": "", "demo": "", "import": "импорт", "system": "", "incident": "отмена инцидента"}


def cell_history(actor: PersonActor, course_id: UUID, lesson: UUID, student: UUID, slot: int) -> list[dict[str, Any]]:
    """Every change of the cell, newest first: before, after, who, when, from where, why (A3.3).

    The one that stands now has ``seen``: since when the family reads it (2.7, 2.8).
    """
    target = targets.cell(lesson.hex, student.hex, slot)
    rows = Change.objects.of(actor.college_id).filter(target=target, chain=course_id).order_by("-seq")
    changes: list[dict[str, Any]] = [
        {
            "before": _words(before),
            "after": _words(after),
            "author": author,
            "at": at.astimezone(actor.now.tzinfo),
            "device": device or DOORS.get(door, door),
            "reason": reason,
        }
        for before, after, author, at, device, door, reason in rows.values_list(
            "before", "after", "actor_name", "at", "device", "door", "reason"
        )
    ]
    if changes and changes[0]["after"]:
        changes[0]["seen"] = _seen(actor, student, changes[0]["at"])
    return [change | {"at": change["at"].isoformat(timespec="minutes")} for change in changes]


def _seen(actor: PersonActor, student: UUID, at: datetime) -> str:
    """«Видно родителям с 09:12»; of a student whose journal no parent may see, «Видно студенту с 19 ноября, 11:48»."""
    whom = "родителям" if parents_of(actor, [student]) else "студенту"
    year = "" if at.year == actor.today.year else f" {at.year}"
    day = "" if at.date() == actor.today else f"{day_month(at.date())}{year}, "
    return f"Видно {whom} с\u00a0{day}{clock(at.time())}"


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
