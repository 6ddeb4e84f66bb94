"""What is told about changed lessons. Pure."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Doing(StrEnum):
    """What was done."""

    SUBSTITUTED = "substituted"
    CANCELLED = "cancelled"
    MOVED = "moved"
    ROOM = "room"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class News:
    """One lesson that stands otherwise. ``planned``: who would have given it, ``teacher``: who gives it now, if anybody.

    ``words``: «Э-21, Электротехника»; ``place``: «24 ноября, 3 пара»; ``was_date``, ``was_pair``: where it stood before a move or the undoing of one; ``room``: its name;
    ``reason``: never told to families.
    """

    doing: Doing
    lesson: UUID
    group: UUID
    date: dt.date
    words: str
    place: str
    planned: UUID | None = None
    teacher: UUID | None = None
    reason: str = ""
    pair: int = 0
    room: str = ""
    was_date: dt.date | None = None
    was_pair: int = 0

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The day on which it stands, and the one on which it no longer does."""
        return (self.date,) if self.was_date in (None, self.date) else (self.date, self.was_date)


@dataclass(frozen=True, slots=True)
class Settled:
    """The absence for which lessons were settled together, and whose it is."""

    absence: UUID
    teacher: UUID


@dataclass(frozen=True, slots=True)
class Rewritten:
    """Courses and teachers for whom lessons from a day on stand otherwise."""

    courses: frozenset[UUID]
    teachers: frozenset[UUID]
    since: dt.date
    today: dt.date


@dataclass(frozen=True, slots=True)
class AbsenceAnswer:
    """The office's answer to a teacher's request; ``words``: what it wrote to him."""

    absence: UUID
    teacher: UUID
    since: dt.date
    until: dt.date
    accepted: bool
    words: str
