"""How an indicator of a line is written: value, change, a warning where little is known. Pure."""

from dataclasses import dataclass
from fractions import Fraction

from zhurnal.assessment.rules import indicators
from zhurnal.indicators.rules.catalogue import Indicator, Told
from zhurnal.indicators.rules.figures import Figures, Side
from zhurnal.kernel.rounding import nearest
from zhurnal.kernel.wording import EMPTY, NBSP, whole
from zhurnal.objectivity.rules.intervals import share


@dataclass(frozen=True, slots=True)
class Cell:
    """``text``: the value; ``few``: it rests on too little, ``of`` says on how much; ``before``, ``year_ago``: what it was;

    ``range``: of few data, where the share lies in 19 cases of 20; ``change``: «+2,3» against the last period, "" where there is nothing to compare or too little; ``good``: whether that is better.
    """

    text: str
    of: int
    few: bool = False
    before: str = ""
    year_ago: str = ""
    change: str = ""
    good: bool | None = None
    range: str = ""

    @property
    def known(self) -> bool:
        """Whether there is any value."""
        return self.text != EMPTY


def cell_of(indicator: Indicator, figures: Figures, *, whole_percents: bool = False) -> Cell:
    """An indicator of a line."""
    now, before, ago = (indicator.count(figures, side) for side in Side)
    if now.value is None:
        return Cell(EMPTY, now.of)
    few = now.of < indicator.least
    change, good = "", None
    if not few and before.value is not None and before.of >= indicator.least:
        step = _step(indicator, now, before, whole_percents=whole_percents)
        change = signed_words(indicator, step, whole_percents=whole_percents)
        good = None if not step or not indicator.better else (step > 0) == (indicator.better > 0)
    return Cell(
        words(indicator, now.value, whole_percents=whole_percents), now.of, few,
        words(indicator, before.value, whole_percents=whole_percents) if before.of >= indicator.least else "",
        words(indicator, ago.value, whole_percents=whole_percents) if ago.of >= indicator.least else "", change, good,
        range_of(indicator, now) if few else "",
    )  # fmt: skip


def range_of(indicator: Indicator, told: Told) -> str:
    """«12–48 %»: a share of few cases with its interval; "" of what is no share of cases."""
    if told.value is None or not indicator.of_cases:
        return ""
    found = share(int(told.value * told.of / 100), told.of)
    return f"{nearest(100 * found.low)}–{nearest(100 * found.high)}{NBSP}%"


def _step(indicator: Indicator, now: Told, before: Told, *, whole_percents: bool) -> Fraction:
    """The difference of what is shown, so that the page never contradicts itself."""
    digits = _digits(indicator, whole_percents=whole_percents)
    one, other = (indicators.rounded(told.value, digits) for told in (now, before))
    return Fraction(one or 0) - Fraction(other or 0)


def _digits(indicator: Indicator, *, whole_percents: bool) -> int:
    if indicator.unit == "балл":
        return 2
    return 0 if indicator.unit == "шт." or whole_percents else 1


def words(indicator: Indicator, value: Fraction | None, *, whole_percents: bool = False) -> str:
    """«87,5 %», «3,87», «12»; "" of nothing."""
    if value is None:
        return ""
    if indicator.unit == "балл":
        return indicators.mean(value)
    if indicator.unit == "шт.":
        return whole(int(value))
    return f"{indicators.percent(value, whole=whole_percents)}{NBSP}%"


def signed_words(indicator: Indicator, step: Fraction, *, whole_percents: bool = False) -> str:
    """«+2,3», «−0,12», "" without a change."""
    if not step:
        return ""
    text = indicators.mean(step) if indicator.unit == "балл" else indicators.percent(step, whole=whole_percents)
    if indicator.unit == "шт.":
        text = whole(int(step))
    return f"+{text}" if step > 0 else text
