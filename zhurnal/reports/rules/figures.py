"""The figures of some students over a period, to be told of a group, a course, a specialty or the college (A8). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhurnal.assessment.rules import indicators
from zhurnal.assessment.rules.indicators import GroupFigures, Judged, Standing, Tally

Value = int | Decimal | None


@dataclass(frozen=True, slots=True)
class Figures:
    """``lists``: the results of each student; man-hours of attendance; ``number``: the average number of students."""

    lists: tuple[Sequence[Judged], ...] = ()
    planned: int = 0
    missed: int = 0
    valid: int = 0
    unexcused: int = 0
    unknown: int = 0
    number: Fraction = Fraction(0)

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(
            self.lists + other.lists, self.planned + other.planned, self.missed + other.missed, self.valid + other.valid,
            self.unexcused + other.unexcused, self.unknown + other.unknown, self.number + other.number,
        )  # fmt: skip

    @property
    def students(self) -> int:
        """Students on the lists."""
        return len(self.lists)

    @property
    def by_students(self) -> GroupFigures:
        """Categories, absolute and quality by students (trap 1)."""
        return indicators.group_figures(self.lists)

    @property
    def by_marks(self) -> Tally:
        """All results in one heap: mean, СОУ."""
        return indicators.tally(row for own in self.lists for row in own)

    @property
    def attendance(self) -> Fraction | None:
        """Per cent."""
        return indicators.attendance(self.planned, self.missed) if self.planned else None


def total(parts: Iterable[Figures]) -> Figures:
    """All together."""
    return sum(parts, Figures())


@dataclass(frozen=True, slots=True)
class Rounding:
    """How the college shows percentages, and what «н/а» is worth in СОУ."""

    whole: bool = False
    unattested: int = indicators.UNATTESTED_DEGREE

    def percent(self, value: Fraction | None) -> Decimal | None:
        """A percentage as a number of a cell."""
        return indicators.rounded(value, 0 if self.whole else 1)

    def mean(self, value: Fraction | None) -> Decimal | None:
        """A mean mark as a number of a cell."""
        return indicators.rounded(value, 2)


FIGURES = (
    ("students", "Всего студ."), ("excellent", "Отличн."), ("good", "Хорош."), ("passing", "Успев."),
    ("failing", "Неусп."), ("absolute", "Абс. успев., %"), ("quality", "Кач. успев., %"), ("degree", "СОУ, %"),
    ("mean", "Ср. балл"), ("attendance", "Посещ., %"), ("missed", "Пропуски, ч"), ("valid", "по уваж. причине"),
    ("unexcused", "без уваж. причины"), ("unknown", "не указана"), ("each", "На студ., ч"),
)  # fmt: skip
"""Columns of ``figure_cells``."""


def figure_cells(found: Figures, rounding: Rounding) -> tuple[Value, ...]:
    """In the order of ``FIGURES``."""
    people, marks = found.by_students, found.by_marks
    standings = (Standing.EXCELLENT, Standing.GOOD, Standing.PASSING, Standing.FAILING)
    return (
        found.students, *(people.of(which) or None for which in standings), rounding.percent(people.absolute),
        rounding.percent(people.quality), rounding.percent(marks.degree(rounding.unattested)), rounding.mean(marks.mean),
        rounding.percent(found.attendance), found.missed or None, found.valid or None, found.unexcused or None,
        found.unknown or None, indicators.rounded(indicators.missed_each(found.missed, found.number), 1),
    )  # fmt: skip


TALLY = (
    ("n5", "5"), ("n4", "4"), ("n3", "3"), ("n2", "2"), ("na", "н/а"), ("free", "осв."), ("pass", "зач."),
    ("fail", "незач."), ("absolute", "Абс. успев., %"), ("quality", "Кач. успев., %"), ("degree", "СОУ, %"),
    ("mean", "Ср. балл"),
)  # fmt: skip
"""Columns of ``tally_cells``."""


def tally_cells(found: Tally, rounding: Rounding) -> tuple[Value, ...]:
    """In the order of ``TALLY``."""
    counts = ("5", "4", "3", "2", "на", "осв", "зач", "незач")
    return (
        *(found.of(value) or None for value in counts), rounding.percent(found.absolute), rounding.percent(found.quality),
        rounding.percent(found.degree(rounding.unattested)), rounding.mean(found.mean),
    )  # fmt: skip
