"""Charts as plain geometry: each says one thing in its title, and stands beside its table. Bars begin at zero. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhurnal.assessment.rules import indicators
from zhurnal.indicators.rules.periods import Days
from zhurnal.indicators.rules.sums import Sums
from zhurnal.kernel.dates import short
from zhurnal.kernel.wording import EMPTY, NBSP

GAP = 0.16  # of a step between two columns
HEAD = 22.0  # per cent of the height left for the words over the highest column


@dataclass(frozen=True, slots=True)
class Column:
    """One column; places in per cent of the drawing. ``last``: the one that is spoken of; ``few``: it rests on too little."""

    label: str
    words: str
    of: int
    x: str
    middle: str
    width: str
    y: str
    height: str
    last: bool
    few: bool
    marked: bool
    above: str


@dataclass(frozen=True, slots=True)
class Chart:
    """``title`` says the conclusion, ``heads`` are of the table: (what, value, resting on)."""

    key: str
    title: str
    columns: tuple[Column, ...]
    heads: tuple[str, str, str]

    @property
    def words(self) -> str:
        """The chart for who hears it."""
        return "; ".join(f"{column.label}: {column.words}" for column in self.columns)


def weekly(
    key: str,
    name: str,
    better: int,
    weeks: Sequence[tuple[Days, Sums]],
    part: str,
    least: int,
    *,
    whole_percents: bool = False,
) -> Chart | None:
    """Columns by week of one share of the sums (``part``: attribute names of part and whole, «late/lessons»).

    The title compares the last week with the first that rests on enough; None where fewer than two do.
    """
    of_part, of_whole = part.split("/")
    points = [(days, getattr(sums, of_part), getattr(sums, of_whole)) for days, sums in weeks]
    known = [(days, value, whole) for days, value, whole in points if whole]
    enough = [point for point in known if point[2] >= least]
    if len(enough) < 2:
        return None
    first, last = enough[0], enough[-1]
    shares = (indicators.share(value, whole) for _days, value, whole in (first, last))
    title = conclusion(name, better, *shares, since=short(first[0].since), whole_percents=whole_percents)
    columns = _columns(known, least, {first[0], last[0]}, last[0], whole_percents=whole_percents)
    return Chart(key, title, columns, ("Неделя с", name, "Всего"))


def conclusion(
    name: str, better: int, first: Fraction | None, last: Fraction | None, *, since: str, whole_percents: bool = False
) -> str:
    """«Поздних записей стало меньше: 9,0 % против 14,0 % в неделю с 1.09»."""
    was, now = (indicators.rounded(value, 0 if whole_percents else 1) or 0 for value in (first, last))
    shown = _percents(last, whole_percents=whole_percents)
    if was == now:
        return f"{name}: без изменений, {shown}"
    word = "больше" if now > was else "меньше"
    return f"{name}: стало {word}, {shown} против {_percents(first, whole_percents=whole_percents)} в неделю с {since}"


def _percents(value: Fraction | None, *, whole_percents: bool) -> str:
    return f"{indicators.percent(value, whole=whole_percents)}{NBSP}%"


def _columns(
    points: Sequence[tuple[Days, int, int]], least: int, marked: set[Days], last: Days, *, whole_percents: bool
) -> tuple[Column, ...]:
    shares = [Fraction(value, whole) for _days, value, whole in points]
    highest = max(shares, default=Fraction(0)) or Fraction(1)
    step = 100 / len(points)
    found = []
    for place, ((days, value, whole), part) in enumerate(zip(points, shares, strict=True)):
        height = float(part / highest) * (100 - HEAD)
        left = place * step + step * GAP / 2
        found.append(
            Column(
                days.words, _percents(indicators.share(value, whole), whole_percents=whole_percents) if whole else EMPTY, whole,
                _percent(left), _percent(left + step * (1 - GAP) / 2), _percent(step * (1 - GAP)),
                _percent(100 - height), _percent(height), days == last, whole < least, days in marked,
                _percent(100 - height - 3),
            )
        )  # fmt: skip
    return tuple(found)


def _percent(number: float) -> str:
    return f"{number:.2f}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A lying bar: ``width`` of what is now, ``tick`` where it was; "" where it is not known."""

    label: str
    url: str
    words: str
    was: str
    width: str
    tick: str


@dataclass(frozen=True, slots=True)
class Bars:
    """Lying bars, one a line."""

    key: str
    title: str
    bars: tuple[Bar, ...]
    heads: tuple[str, str, str]


def lying(
    key: str,
    name: str,
    lines: Sequence[tuple[str, str, Fraction | None, Fraction | None]],
    heads: tuple[str, str, str],
    *,
    whole_percents: bool = False,
) -> Bars | None:
    """Of (label, address, now, before) in per cent; the title names the ends. None where fewer than two are known."""
    known = [line for line in lines if line[2] is not None]
    if len(known) < 2:
        return None
    values = [line[2] or Fraction(0) for line in known]
    low, high = (indicators.percent(value, whole=whole_percents) for value in (min(values), max(values)))
    title = f"{name}: везде {low}{NBSP}%" if low == high else f"{name}: от {low} до {high}{NBSP}%"
    return Bars(key, title, tuple(_bar(*line, whole_percents=whole_percents) for line in known), heads)


def _bar(label: str, url: str, now: Fraction | None, before: Fraction | None, *, whole_percents: bool) -> Bar:
    was = _percents(before, whole_percents=whole_percents) if before is not None else ""
    return Bar(
        label, url, _percents(now, whole_percents=whole_percents), was,
        _percent(float(now or 0)), _percent(float(before)) if before is not None else "",
    )  # fmt: skip
