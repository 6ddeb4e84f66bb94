"""Sums over lessons, and what is said of them by the formulas of A8. Pure; a figure of nothing is None."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from fractions import Fraction
from operator import attrgetter

from zhurnal.assessment.rules import indicators


@dataclass(frozen=True, slots=True)
class Sums:
    """Of the lessons of some days that stand in the timetable (cancelled ones and those on days of practice are out).

    ``lessons``: how many; ``given``: of them those with topic and attendance; ``late``: recorded late; ``planned``, ``missed``: man-hours
    of those on the list of each day, and of those marked absent (A6.10); the rest: lesson marks by value.
    """

    lessons: int = 0
    given: int = 0
    late: int = 0
    planned: int = 0
    missed: int = 0
    fives: int = 0
    fours: int = 0
    threes: int = 0
    twos: int = 0

    @property
    def attendance(self) -> Fraction | None:
        """Посещаемость, per cent."""
        return indicators.attendance(self.planned, self.missed)

    @property
    def marks(self) -> int:
        """Lesson marks in all."""
        return self.fives + self.fours + self.threes + self.twos

    @property
    def mean(self) -> Fraction | None:
        """The mean of lesson marks, unweighted."""
        total = 5 * self.fives + 4 * self.fours + 3 * self.threes + 2 * self.twos
        return Fraction(total, self.marks) if self.marks else None

    @property
    def good(self) -> Fraction | None:
        """The share of 5 and 4 among lesson marks, per cent."""
        return indicators.share(self.fives + self.fours, self.marks)

    @property
    def late_share(self) -> Fraction | None:
        """Lessons in which anything was recorded late, per cent of all."""
        return indicators.share(self.late, self.lessons)

    @property
    def filled(self) -> Fraction | None:
        """Lessons with topic and attendance, per cent."""
        return indicators.share(self.given, self.lessons)


_numbers = attrgetter(*(field.name for field in fields(Sums)))


def total(parts: Iterable[Sums]) -> Sums:
    """All of them together."""
    return Sums(*map(sum, zip(*map(_numbers, parts), strict=True)))
