"""A forecast in words and bars, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.forecast.rules.outlook import CREDIT_LABELS, LABELS
from zhurnal.forecast.rules.record import held_by
from zhurnal.kernel.rounding import nearest

WARNED, FEARED = 25, 50  # per cent of the chance of debt


@dataclass(frozen=True, slots=True)
class Bar:
    """One outcome: its label, whole per cent, and where its part of the bar begins (0 … 100)."""

    label: str
    percent: int
    at: int
    tone: str


TONES = {"долг": "bad", "3": "three", "4": "four", "5": "five", "зач.": "five"}


def percent_of(chance: float) -> int:
    """Whole per cent, half up: how a chance is told on every page."""
    return nearest(100 * chance)


def bars_of(chances: Sequence[float]) -> tuple[Bar, ...]:
    """Parts that come to 100 whole per cent: what rounding leaves goes to the largest."""
    labels = LABELS if len(chances) == len(LABELS) else CREDIT_LABELS
    percents = [percent_of(chance) for chance in chances]
    percents[max(range(len(chances)), key=chances.__getitem__)] += 100 - sum(percents)
    bars, at = [], 0
    for label, percent in zip(labels, percents, strict=True):
        bars.append(Bar(label, percent, at, TONES[label]))
        at += percent
    return tuple(bars)


def likely(chances: Sequence[float]) -> str:
    """The likeliest outcome."""
    labels = LABELS if len(chances) == len(LABELS) else CREDIT_LABELS
    return labels[max(range(len(chances)), key=chances.__getitem__)]


UNSURE, SURE = 60, 85  # per cent of the likeliest outcome


def certainty(chances: Sequence[float]) -> int:
    """1 … 3 bars beside the likeliest outcome: below 60 %, from 60 %, above 85 %."""
    percent = 100 * max(chances)
    return 1 if percent < UNSURE else 3 if percent > SURE else 2


def range_of(chances: Sequence[float]) -> str:
    """«3–4»: marks between which the term ends in at least eight cases of ten, by the chances that are shown. Not of a зачёт."""
    first, last = held_by(chances)
    return LABELS[first] if first == last else f"{LABELS[first]}–{LABELS[last]}"


def risk_range(ends: tuple[float, float], debt: float) -> str:
    """«5–20 %»: the interval of the chance of debt, which holds the chance itself."""
    low, high = percent_of(min(*ends, debt)), percent_of(max(*ends, debt))
    return f"{low} %" if low == high else f"{low}–{high} %"


def tone_of(debt: float) -> str:
    """How loudly a chance of debt is told."""
    return "bad" if 100 * debt >= FEARED else "warn" if 100 * debt >= WARNED else ""
