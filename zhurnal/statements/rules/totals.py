"""Totals under a statement (A4.12, A8): how many of each answer, and the percentages; of nobody «–», never 0."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from zhurnal.assessment.rules.indicators import rounded, share
from zhurnal.assessment.rules.values import CREDITED, NOT_CREDITED, is_positive, is_unfit
from zhurnal.statements.rules.kinds import NoShow


@dataclass(frozen=True, slots=True)
class Line:
    """What decides of a line: its mark, why he did not come, whether he was kept out or expelled by then; ``mastery`` of a module."""

    value: str = ""
    no_show: str = ""
    barred: bool = False
    expelled: bool = False
    mastery: str = ""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many of each; ``blank``: without any answer yet; ``unmastered``: modules not mastered with a mark that would do, ``unmastered_good``: of them with «5» or «4». ``whole``: the college's percentages are without tenths, everywhere (A8)."""

    listed: int
    fives: int
    fours: int
    threes: int
    twos: int
    credited: int
    not_credited: int
    absent: int
    excused: int
    barred: int
    blank: int
    expelled: int
    whole: bool = False
    unmastered: int = 0
    unmastered_good: int = 0

    @property
    def judged(self) -> int:
        """Who stands in the denominator: a mark, or a debt without one (no-show, not admitted); the ill, the blank and the expelled are out."""
        return self.passed + self.unmastered + self.twos + self.not_credited + self.absent + self.barred

    @property
    def passed(self) -> int:
        """Positive results: a module that is not mastered is none, whatever its mark (A1.9)."""
        return self.fives + self.fours + self.threes + self.credited - self.unmastered

    @property
    def absolute(self) -> Decimal | None:
        """Абсолютная успеваемость, %."""
        return percent(self.passed, self.judged, whole=self.whole)

    @property
    def quality(self) -> Decimal | None:
        """Качество, %: of a credit there is none (A8, trap 3); a module that is not mastered is not good either."""
        good = self.fives + self.fours - self.unmastered_good
        return None if self.credited + self.not_credited else percent(good, self.judged, whole=self.whole)

    @property
    def mean(self) -> Decimal | None:
        """Средний балл of the marks, to two places."""
        marks = self.fives + self.fours + self.threes + self.twos
        total = 5 * self.fives + 4 * self.fours + 3 * self.threes + 2 * self.twos
        return rounded(Fraction(total, marks), 2) if marks else None

    @property
    def absolute_words(self) -> str:
        """«83,3 %» or «–»."""
        return spoken(self.absolute, "%")

    @property
    def quality_words(self) -> str:
        """«50,0 %» or «–»."""
        return spoken(self.quality, "%")

    @property
    def mean_words(self) -> str:
        """«3,67» or «–»."""
        return spoken(self.mean)


def spoken(value: Decimal | None, unit: str = "") -> str:
    """A figure as it is printed; nothing is «–», never 0."""
    if value is None:
        return "–"
    figure = f"{value}".replace(".", ",")
    return f"{figure}\u00a0{unit}" if unit else figure


def percent(part: int, of: int, *, whole: bool = False) -> Decimal | None:
    """To one place, or to none where the college has it so; rounded once at the end; of nothing there is none."""
    return rounded(share(part, of), 0 if whole else 1)


def totals_of(lines: Iterable[Line], *, whole: bool = False) -> Totals:
    """Count the lines; their order does not matter."""
    every = list(lines)
    rows = [row for row in every if row.value or not row.expelled]
    marks = [row.value for row in rows if not row.barred]
    absent = [row.no_show for row in rows if not row.barred and not row.value]
    unmastered = [
        row.value for row in rows if not row.barred and is_positive(row.value) and is_unfit(row.value, row.mastery)
    ]
    return Totals(
        whole=whole,
        listed=len(every),
        fives=marks.count("5"),
        fours=marks.count("4"),
        threes=marks.count("3"),
        twos=marks.count("2"),
        credited=marks.count(CREDITED),
        not_credited=marks.count(NOT_CREDITED),
        absent=absent.count(NoShow.INVALID),
        excused=absent.count(NoShow.VALID),
        barred=sum(row.barred for row in rows),
        blank=absent.count(""),
        expelled=len(every) - len(rows),
        unmastered=len(unmastered),
        unmastered_good=sum(value in {"5", "4"} for value in unmastered),
    )
