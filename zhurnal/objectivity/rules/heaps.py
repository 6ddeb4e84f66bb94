"""Marks set in a heap: crowded at the end of a period (A2.7, A2.10), or of many past lessons entered on one day (A3.8)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.objectivity.rules.intervals import Estimate, clustered_share
from zhurnal.objectivity.rules.thresholds import Thresholds

LEAST_LESSONS = 6
MORE_THAN_EVEN = 2.5
LEAST_PAST_LESSONS = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A lesson that was held, and how many marks stand on it."""

    date: date
    marks: int


@dataclass(frozen=True, slots=True)
class Period:
    """A term or the days of a checkpoint, both ends included."""

    name: str
    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Heap:
    """Marks of the last days of a period. ``even``: the share that these days would have if marks followed the lessons."""

    period: Period
    begins: date
    marks: int
    late: int
    lessons: int
    late_lessons: int
    share: Estimate

    @property
    def even(self) -> float:
        """The share of lessons that were held in these days."""
        return self.late_lessons / self.lessons if self.lessons else 0.0

    def is_found(self, limits: Thresholds) -> bool:
        """Enough lessons and marks, most marks in the last days, and surely more than the lessons explain."""
        if self.marks < limits.marks or self.lessons < LEAST_LESSONS or self.late_lessons == self.lessons:
            return False
        crowded = self.share.value >= limits.end_share and self.share.value >= MORE_THAN_EVEN * self.even
        return crowded and self.share.low > self.even


def end_heap(columns: Iterable[Column], period: Period, today: date, days: int) -> Heap | None:
    """The last ``days`` of a period as of a day; None while they have not begun to be over (their second half is not reached)."""
    begins = period.until - timedelta(days=days - 1)
    if today < period.until - timedelta(days=days // 2):
        return None
    inside = [column for column in columns if period.since <= column.date <= min(period.until, today)]
    late = [column for column in inside if column.date >= begins]
    return Heap(
        period,
        begins,
        sum(column.marks for column in inside),
        sum(column.marks for column in late),
        len(inside),
        len(late),
        clustered_share((column.marks if column.date >= begins else 0, column.marks) for column in inside),
    )


@dataclass(frozen=True, slots=True)
class Entered:
    """Marks of one lesson that were entered on one day."""

    lesson: date
    entered: date
    marks: int


@dataclass(frozen=True, slots=True)
class Sitting:
    """The day on which the most marks of past lessons were entered; ``marks`` of them, of ``total`` in the journal."""

    day: date | None
    marks: int
    lessons: int
    total: int

    @property
    def share(self) -> float:
        """The part of all marks."""
        return self.marks / self.total if self.total else 0.0

    def is_found(self, limits: Thresholds) -> bool:
        """Many marks of several lessons, and a great part of all."""
        many = self.marks >= limits.marks and self.lessons >= LEAST_PAST_LESSONS
        return many and self.share >= limits.sitting_share


def is_past(row: Entered, old_days: int) -> bool:
    """Whether the marks came more than ``old_days`` after their lesson."""
    return (row.entered - row.lesson).days > old_days


def largest_sitting(rows: Iterable[Entered], old_days: int) -> Sitting:
    """The day with the most marks of lessons that were over for more than ``old_days``; of equal days the later."""
    marks: dict[date, int] = defaultdict(int)
    lessons: dict[date, set[date]] = defaultdict(set)
    total = 0
    for row in rows:
        total += row.marks
        if is_past(row, old_days):
            marks[row.entered] += row.marks
            lessons[row.entered].add(row.lesson)
    if not marks:
        return Sitting(None, 0, 0, total)
    day = max(marks, key=lambda found: (marks[found], found))
    return Sitting(day, marks[day], len(lessons[day]), total)
