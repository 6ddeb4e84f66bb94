"""A change of a mark as the watch over stolen names sees it (2.9). Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

NIGHT_FROM, NIGHT_TO = time(23), time(6)
USUAL_HOUR = 18
BEFORE_BELLS, AFTER_BELLS = 2 * 60, 4 * 60
"""So many minutes before the first bell and after the last one journals are honestly filled."""
LATE_DAYS = 3
"""So many days after a lesson the marks of it are honestly written down, in an empty cell."""
GOOD = 4
_RANK = {"незач": 2, "2": 2, "3": 3, "4": 4, "5": 5, "зач": 5}


class Doubt(StrEnum):
    """Why a change is told to the person under whose name it was made."""

    OLD = "old"
    LATE = "late"
    DEVICE = "device"
    NIGHT = "night"
    MAKEUP = "makeup"
    ABSENCE = "absence"


DOUBT_WORDS = {
    Doubt.OLD: "отметка прошлого дня",
    Doubt.LATE: "в пустую клетку старого занятия",
    Doubt.DEVICE: "новое устройство",
    Doubt.NIGHT: "ночью",
    Doubt.MAKEUP: "отработка старого занятия",
    Doubt.ABSENCE: "«н» в старом занятии",
}


@dataclass(frozen=True, slots=True)
class Marked:
    """One change of one cell. ``at``: by the college's clock; ``day``: of the lesson; ``seq``, ``receipt``: its place in the record.

    ``fresh``: the account had not worked from that device before; ``high``: its person is an administrator, or does not lead the journal.
    What only the watch asks: ``outside`` of the college's working hours; ``away``: the person was on leave that day; ``idle``: had no lesson
    that day; ``beside``: written where the student himself was that day.
    """

    id: UUID
    seq: int
    person: UUID
    name: str
    at: datetime
    device: str
    course: UUID
    lesson: UUID
    student: UUID
    slot: int
    before: str
    after: str
    day: date
    fresh: bool = False
    high: bool = False
    reason: str = ""
    receipt: str = ""
    outside: bool = False
    away: bool = False
    idle: bool = False
    beside: bool = False

    @property
    def old(self) -> bool:
        """A written value of an earlier day was replaced or struck out."""
        return bool(self.before) and self.before != self.after and self.day < self.at.date()

    @property
    def late(self) -> bool:
        """A mark was put into an empty cell of a lesson long past. An отработка (negative slot) is late by its nature."""
        empty = not self.before and self.slot > 0 and self.after in _RANK
        return empty and self._age > LATE_DAYS

    @property
    def made_up(self) -> bool:
        """A work of a lesson long past is written as made up. Honest as a rule, so it is told to its person and is no signal."""
        return not self.before and self.slot < 0 and self.after in _RANK and self._age > LATE_DAYS

    @property
    def late_absence(self) -> bool:
        """An absence appears in a lesson long past, where there was none. Told, as above."""
        return not self.before and self.slot == 0 and self.after.startswith("н") and self._age > LATE_DAYS

    @property
    def _age(self) -> int:
        return (self.at.date() - self.day).days

    @property
    def at_night(self) -> bool:
        """Outside of any hours in which a college works."""
        return self.at.time() >= NIGHT_FROM or self.at.time() < NIGHT_TO

    @property
    def kind(self) -> bool:
        """It does the student good, on whatever day: a better mark, a bad one or an absence struck out, a good one put late."""
        if self.slot == 0:
            return self.before.startswith("н") and not self.after.startswith("н")
        return self.step > 0 or (_RANK.get(self.before, GOOD) < GOOD and not self.after)

    @property
    def doubts(self) -> tuple[Doubt, ...]:
        """Why the person is to look at it."""
        found = (
            (Doubt.OLD, self.old), (Doubt.LATE, self.late), (Doubt.DEVICE, self.fresh), (Doubt.NIGHT, self.at_night),
            (Doubt.MAKEUP, self.made_up), (Doubt.ABSENCE, self.late_absence),
        )  # fmt: skip
        return tuple(doubt for doubt, holds in found if holds)

    @property
    def step(self) -> int:
        """+1 for a better mark, −1 for a worse one, 0 where it cannot be said; in an empty cell «4» and «5» are better, others worse."""
        before, after = _RANK.get(self.before, 0), _RANK.get(self.after, 0)
        if self.late:
            return 1 if after >= GOOD else -1
        return 0 if not before or not after else (after > before) - (after < before)


@dataclass(frozen=True, slots=True)
class WorkingHours:
    """From when until when people of a college are at work, evenings at home included: told by its bells."""

    begins: time = NIGHT_TO
    ends: time = NIGHT_FROM

    @classmethod
    def of(cls, first: time | None, last: time | None) -> "WorkingHours":
        """Around the first and the last bell of the week; the night's own bounds where there are none, and never beyond them."""
        if first is None or last is None:
            return cls()
        begins = max(_minutes(first) - BEFORE_BELLS, _minutes(NIGHT_TO))
        ends = min(_minutes(last) + AFTER_BELLS, _minutes(NIGHT_FROM))
        return cls(time(*divmod(begins, 60)), time(*divmod(ends, 60)))

    def outside(self, at: datetime) -> bool:
        """Whether the moment lies outside."""
        return not self.begins <= at.time() < self.ends


def _minutes(at: time) -> int:
    return at.hour * 60 + at.minute


@dataclass(frozen=True, slots=True)
class Column:
    """A kind of work of a lesson long past that has become another, or weighs otherwise: the averages of all have moved by it.

    ``before``, ``after``: code of the kind and weight (hundredths).
    """

    seq: int
    person: UUID
    at: datetime
    device: str
    course: UUID
    lesson: UUID
    day: date
    before: tuple[str, int]
    after: tuple[str, int]

    @property
    def doubtful(self) -> bool:
        """Whether its person is to look at it."""
        return self.before != self.after and (self.at.date() - self.day).days > LATE_DAYS


def weighed(told: Any) -> tuple[str, int] | None:
    """Kind and weight of a recorded column; None where there was none."""
    return (str(told.get("kind", "")), int(told.get("weight") or 0)) if isinstance(told, dict) else None


def value_of(told: Any) -> str:
    """The sign of a recorded value: of an отработка it stands beside its day."""
    return str(told["value"]) if isinstance(told, dict) else str(told or "")


def to_look_at(marked: Iterable[Marked]) -> list[Marked]:
    """The changes that are told to their person."""
    return [one for one in marked if one.doubts]


def plainly_own(marked: Iterable[Marked], devices: Collection[str] = ()) -> tuple[UUID, ...]:
    """The changes that nobody doubts, from other devices than those in question: honest work, until somebody says otherwise."""
    return tuple(one.id for one in marked if not one.doubts and one.device not in devices)


def ending_hour(setting: int) -> int:
    """The hour at which a college's day ends: that of its evening reminders, the usual one where they are switched off."""
    return setting if 0 < setting < 24 else USUAL_HOUR


def window(now: datetime, hour: int) -> tuple[datetime, datetime]:
    """The day that the last evening's digest tells of: from the evening before it until it, by the same clock."""
    ends = datetime.combine(now.date(), time(hour), tzinfo=now.tzinfo)
    if ends > now:
        ends -= timedelta(days=1)
    return ends - timedelta(days=1), ends
