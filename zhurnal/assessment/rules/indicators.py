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

from zhurnal.assessment.rules.values import CREDITED, MARKS, NOT_ATTESTED, NOT_CREDITED, is_positive, is_unfit
from zhurnal.kernel.rounding import nearest
from zhurnal.kernel.wording import EMPTY

DEGREE = {"5": 100, "4": 64, "3": 36, "2": 16}  # СОУ
UNATTESTED_DEGREE = 7  # «н/а» in СОУ; other colleges take 0
Stay = tuple[date, date | None]  # on the list from the first day to the day before the second


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


def tally(values: Iterable[str], unmastered: Iterable[str] = ()) -> Tally:
    """The tally of final values; empty ones are not there. ``unmastered``: those of them of modules that are not mastered."""
    spoiled = tuple(sorted(value for value in unmastered if is_positive(value)))
    return Tally(tuple(sorted(Counter(value for value in values if value).items())), spoiled)


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


def standing(values: Iterable[str], *, unmastered: bool = False) -> Standing:
    """The category of a student by his results in all disciplines; credits only (and nothing unfit) is «успевающий».

    ``unmastered``: one of them is of a module that is not mastered, a debt whatever its mark (A1.9).
    """
    known = [value for value in values if value and value != "осв"]
    if not known:
        return Standing.NONE
    if unmastered or any(is_unfit(value) for value in known):
        return Standing.FAILING
    marks = {value for value in known if value in MARKS}
    if not marks or "3" in marks:
        return Standing.PASSING
    return Standing.EXCELLENT if marks == {"5"} else Standing.GOOD


def reserve(values: Iterable[str]) -> Reserve | None:
    """Whose single result is in the way: one unfit, else one «3» among 4 and 5, else one «4» among fives."""
    known = [value for value in values if value and value != "осв"]
    unfit = sum(1 for value in known if is_unfit(value))
    if unfit:
        return Reserve.ONE_TWO if unfit == 1 and len(known) > 1 else None
    threes, fours, fives = (known.count(mark) for mark in ("3", "4", "5"))
    if threes:
        return Reserve.ONE_THREE if threes == 1 and fours + fives else None
    return Reserve.ONE_FOUR if fours == 1 and fives else None


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
        """Students without a single «2», «незач» or «н/а», per cent."""
        return share(self.students - self.of(Standing.FAILING), self.students)

    @property
    def quality(self) -> Fraction | None:
        """Students who have only 5 and 4, per cent of those who have more than credits (trap 3)."""
        return share(self.of(Standing.EXCELLENT) + self.of(Standing.GOOD), self.graded)


def group_figures(students: Iterable[Sequence[str]], unmastered: Sequence[bool] = ()) -> GroupFigures:
    """From the results of each student on the list of the day; ``unmastered``: of each, whether a module of his is not mastered."""
    lists = list(students)
    spoiled = unmastered or [False] * len(lists)
    found = Counter(standing(values, unmastered=one) for values, one in zip(lists, spoiled, strict=True))
    known = sum(count for which, count in found.items() if which is not Standing.NONE)
    graded = sum(1 for values in lists if any(value in MARKS or value == NOT_ATTESTED for value in values))
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
