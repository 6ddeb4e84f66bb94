"""What the reads of the journal return: plain rows that no template can turn into a query."""

import datetime as dt
from dataclasses import dataclass, field
from uuid import UUID

from zhurnal.journal.rules.places import Opening


@dataclass(frozen=True, slots=True)
class ListedStudent:
    """A student on the list of a course: from ``entered`` up to the day before ``left``."""

    id: UUID
    surname: str
    given: str
    patronymic: str
    entered: dt.date
    left: dt.date | None
    order_in: str
    order_out: str
    note: str
    recorded_at: dt.datetime

    @property
    def name(self) -> str:
        """«Абрамов Кирилл»."""
        return f"{self.surname} {self.given}".strip()

    def listed_on(self, day: dt.date) -> bool:
        """Whether he was on the list that day."""
        return self.entered <= day and (self.left is None or day < self.left)


@dataclass(slots=True)
class WorkColumn:
    """A kind of work in a lesson."""

    slot: int
    kind: str
    title: str
    weight: int
    marks_everyone: bool
    short: str = ""
    version: int = 1


@dataclass(slots=True)
class LessonRow:
    """A lesson with what is recorded about it."""

    id: UUID
    date: dt.date
    pair: int
    starts: dt.time
    ends: dt.time
    hours: int
    cancelled: bool
    substituted: bool
    room: str
    teacher_id: UUID
    teacher: str
    topic: str = ""
    programme_topic: UUID | None = None
    topic_version: int = 0
    homework: str = ""
    homework_due: dt.date | None = None
    homework_version: int = 0
    roll_called_at: dt.datetime | None = None
    roll_version: int = 0
    late_entries: int = 0
    openings: tuple[Opening, ...] = ()
    viewed_until: dt.date | None = None
    record_exists: bool = False
    works: list[WorkColumn] = field(default_factory=list)
    personal: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry."""

    student: UUID
    lesson: UUID
    slot: int
    value: str
    version: int
    corrected: int
    dated: dt.date | None = None
