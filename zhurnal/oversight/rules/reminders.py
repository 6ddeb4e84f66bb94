"""Which evening a reminder belongs to, and what it says of a teacher (1.7, A10.5). Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

OFF = 0
"""The hour that means: no reminders."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A teacher with the number of his lessons in which something is missing, and their groups by name; ``closed`` wait for a permission.

    ``days``: of practice, about which nothing is written.
    """

    teacher: UUID
    lessons: int
    groups: tuple[str, ...]
    closed: int = 0
    days: int = 0


def evening(now: datetime, hour: int) -> datetime | None:
    """The beginning of the last evening at which people are reminded, by the same clock; None when reminders are off."""
    if not OFF < hour < 24:
        return None
    begins = datetime.combine(now.date(), time(hour), tzinfo=now.tzinfo)
    return begins if begins <= now else begins - timedelta(days=1)


def summed(lessons: Iterable[tuple[UUID, str, bool]], days: Iterable[tuple[UUID, str]] = ()) -> list[Owed]:
    """Lessons (teacher, group, whether closed) and days of practice (teacher, group) as what each owes, in the order of their ids."""
    found: dict[UUID, list[tuple[str, bool]]] = {}
    practice: dict[UUID, list[str]] = {}
    for teacher, group, closed in lessons:
        found.setdefault(teacher, []).append((group, closed))
    for teacher, group in days:
        practice.setdefault(teacher, []).append(group)
    owed = []
    for teacher in sorted({*found, *practice}):
        own, led = found.get(teacher, []), practice.get(teacher, [])
        groups = tuple(sorted({*(group for group, _closed in own), *led}))
        owed.append(Owed(teacher, len(own), groups, sum(closed for _group, closed in own), len(led)))
    return owed
