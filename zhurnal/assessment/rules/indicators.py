"""Figures of progress, exact to the digit (``domain.md`` A8). Pure: whole numbers and fractions, rounded once, when they are shown.

A figure that has nothing to count is None and reads «–», never 0. Who is counted is the list of the day that is asked about.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Protocol

from zhurnal.assessment.rules.values import CREDITED, MARKS, NOT_ATTESTED, NOT_CREDITED, RELEASED
from zhurnal.kernel.rounding import nearest
from zhurnal.kernel.wording import EMPTY

DEGREE = {"5": 100, "4": 64, "3": 36, "2": 16}  # СОУ
UNATTESTED_DEGREE = 7  # «н/а» in СОУ; other colleges take 0
Stay = tuple[date, date | None]  # on the list from the first day to the day before the second


class Judged(Protocol):
    """A result that says itself whether it is a debt: a mark alone does not say it of a module (A1.9)."""

    @property
    def value(self) -> str:
        """«4», «зач»."""

    @property
    def unfit(self) -> bool:
        """A debt."""

    @property
    def unmastered(self) -> bool:
        """A debt in spite of a mark that would do."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many students have which final mark in a discipline. Released ones and those without a mark are in no figure.

    ``unmastered``: of them marks that would do of modules that are not mastered: marks they are, done they are not (A1.9).
    """

    counts: tuple[tuple[str, int], ...] = ()
    unmastered: tuple[str, ...] = ()

    def of(self, value: str) -> int:
        """Students with this value."""
        return dict(self.counts).get(value, 0)

    @property
    def marked(self) -> int:
        """Students with 5, 4, 3 or 2."""
        return sum(self.of(mark) for mark in MARKS)

    @property
    def base(self) -> int:
        """N of the marks: those marked and those not attested; 0 where the discipline is only credited (trap 3)."""
        if not self.marked and (self.of(CREDITED) or self.of(NOT_CREDITED)):
            return 0
        return self.marked + self.of(NOT_ATTESTED)

    @property
    def absolute(self) -> Fraction | None:
        """Абсолютная успеваемость, per cent. A credit counts as done, «незач» and «н/а» as not."""
        done = self.of("5") + self.of("4") + self.of("3") + self.of(CREDITED) - len(self.unmastered)
        return share(done, self.marked + self.of(CREDITED) + self.of(NOT_CREDITED) + self.of(NOT_ATTESTED))

    @property
    def quality(self) -> Fraction | None:
        """Качественная успеваемость, per cent."""
        good = self.of("5") + self.of("4") - sum(value in {"5", "4"} for value in self.unmastered)
        return share(good, self.base)

    @property
    def mean(self) -> Fraction | None:
        """Средний балл: of marks only."""
        return mean_mark(mark for mark in MARKS for _ in range(self.of(mark)))

    def degree(self, unattested: int = UNATTESTED_DEGREE) -> Fraction | None:
        """СОУ, per cent; ``unattested`` is what «н/а» is worth."""
        if not self.base:
            return None
        points = sum(DEGREE[mark] * self.of(mark) for mark in MARKS) + unattested * self.of(NOT_ATTESTED)
        return Fraction(points, self.base)


def tally(results: Iterable[Judged]) -> Tally:
    """The tally of final results; empty ones are not there."""
    known = [row for row in results if row.value]
    spoiled = tuple(sorted(row.value for row in known if row.unmastered))
    return Tally(tuple(sorted(Counter(row.value for row in known).items())), spoiled)


def share(part: int, whole: int) -> Fraction | None:
    """Part of a whole in per cent; None of nothing."""
    return Fraction(100 * part, whole) if whole else None


def mean_mark(values: Iterable[str]) -> Fraction | None:
    """The mean of 5, 4, 3, 2; everything else takes no part."""
    marks = [int(value) for value in values if value in MARKS]
    return Fraction(sum(marks), len(marks)) if marks else None


class Standing(StrEnum):
    """How a student ends a term."""

    EXCELLENT = "excellent"
    GOOD = "good"
    PASSING = "passing"
    FAILING = "failing"
    NONE = "none"


STANDING_WORDS = {
    Standing.EXCELLENT: "отличник",
    Standing.GOOD: "хорошист",
    Standing.PASSING: "успевающий",
    Standing.FAILING: "неуспевающий",
    Standing.NONE: "нет итогов",
}


class Reserve(StrEnum):
    """One result parts a student from the better category."""

    ONE_FOUR = "4"
    ONE_THREE = "3"
    ONE_TWO = "2"


def standing(results: Iterable[Judged]) -> Standing:
    """The category of a student by his results in all disciplines; credits only (and nothing unfit) is «успевающий»."""
    known = _known(results)
    if not known:
        return Standing.NONE
    if any(row.unfit for row in known):
        return Standing.FAILING
    marks = {row.value for row in known if row.value in MARKS}
    if not marks or "3" in marks:
        return Standing.PASSING
    return Standing.EXCELLENT if marks == {"5"} else Standing.GOOD


def reserve(results: Iterable[Judged]) -> Reserve | None:
    """Whose single result is in the way: one unfit, else one «3» among 4 and 5, else one «4» among fives."""
    known = _known(results)
    unfit = sum(row.unfit for row in known)
    if unfit:
        return Reserve.ONE_TWO if unfit == 1 and len(known) > 1 else None
    counts = Counter(row.value for row in known)
    threes, fours, fives = (counts[mark] for mark in ("3", "4", "5"))
    if threes:
        return Reserve.ONE_THREE if threes == 1 and fours + fives else None
    return Reserve.ONE_FOUR if fours == 1 and fives else None


def _known(results: Iterable[Judged]) -> list[Judged]:
    return [row for row in results if row.value and row.value != RELEASED]


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Figures by students, not by disciplines (trap 1). ``students``: those with any result; ``graded``: with more than credits."""

    students: int
    graded: int
    by_standing: tuple[tuple[Standing, int], ...]

    def of(self, which: Standing) -> int:
        """How many students of a category."""
        return dict(self.by_standing).get(which, 0)

    @property
    def absolute(self) -> Fraction | None:
        """Students without a single «2», «незач», «н/а» or module that is not mastered, per cent."""
        return share(self.students - self.of(Standing.FAILING), self.students)

    @property
    def quality(self) -> Fraction | None:
        """Students who have only 5 and 4, per cent of those who have more than credits (trap 3)."""
        return share(self.of(Standing.EXCELLENT) + self.of(Standing.GOOD), self.graded)


def group_figures(students: Iterable[Sequence[Judged]]) -> GroupFigures:
    """From the results of each student on the list of the day."""
    lists = list(students)
    found = Counter(standing(results) for results in lists)
    known = sum(count for which, count in found.items() if which is not Standing.NONE)
    graded = sum(1 for own in lists if any(row.value in MARKS or row.value == NOT_ATTESTED for row in own))
    return GroupFigures(known, graded, tuple(sorted(found.items())))


def on_list(stays: Iterable[Stay], day: date) -> bool:
    """Whether a student with these stays was on the list that day (trap 4)."""
    return any(entered <= day and (left is None or day < left) for entered, left in stays)


def average_number(stays: Iterable[Stay], since: date, until: date) -> Fraction:
    """The average number of students on the list over the days from ``since`` to ``until``, both included."""
    days = (until - since).days + 1
    if days <= 0:
        return Fraction(0)
    total = 0
    for entered, left in stays:
        first, end = max(entered, since), until if left is None else min(until, date.fromordinal(left.toordinal() - 1))
        total += max(0, (end - first).days + 1)
    return Fraction(total, days)


def missed_each(hours: int, number: Fraction) -> Fraction | None:
    """Hours missed per student of the average number."""
    return hours / number if number else None


def attendance(planned: int, missed: int) -> Fraction | None:
    """Посещаемость, per cent (A6.10): ``planned`` is Σ over lessons of students on the list of that date × hours."""
    return share(planned - missed, planned)


def fulfilment(given: int, planned: int) -> Fraction | None:
    """Выполнение программы, per cent."""
    return share(given, planned)


def rounded(value: Fraction | None, digits: int) -> Decimal | None:
    """The one rounding: half up, to so many digits after the comma."""
    if value is None:
        return None
    return Decimal(nearest(value * 10**digits)).scaleb(-digits)


def percent(value: Fraction | None, *, whole: bool = False) -> str:
    """«87,5», with the college's setting «88»; «–» of nothing."""
    return _shown(rounded(value, 0 if whole else 1))


def mean(value: Fraction | None) -> str:
    """A mean mark or hours per student: «3,87»; «–» of nothing (A2.11: two digits)."""
    return _shown(rounded(value, 2))


def _shown(number: Decimal | None) -> str:
    return EMPTY if number is None else f"{number:f}".replace(".", ",").replace("-", "−")
