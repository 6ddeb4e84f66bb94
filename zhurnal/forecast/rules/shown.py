"""A forecast in words and bars, as pages show it."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.assessment.rules.proposing import mark_of
from zhurnal.forecast.rules.outlook import CREDIT_LABELS, LABELS, Outlook
from zhurnal.organisation.rules.parameters import Parameters

WARNED, FEARED = 25, 50  # per cent of the chance of debt


@dataclass(frozen=True, slots=True)
class Bar:
    """One outcome: its label, whole per cent, and where its part of the bar begins (0 … 100)."""

    label: str
    percent: int
    at: int
    tone: str


TONES = {"долг": "bad", "3": "three", "4": "four", "5": "five", "зач.": "five"}


def bars_of(chances: Sequence[float]) -> tuple[Bar, ...]:
    """Parts that come to 100 whole per cent: what rounding leaves goes to the largest."""
    labels = LABELS if len(chances) == len(LABELS) else CREDIT_LABELS
    percents = [int(chance * 100 + 0.5) for chance in chances]
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


def range_of(said: Outlook, parameters: Parameters) -> str:
    """«3–4»: marks between which the term mark lies in eight cases of ten."""
    low, high = (mark_of(round(end * 100), parameters)[0] for end in (said.low, said.high))
    return low if low == high else f"{low}–{high}"


def risk_range(said: Outlook, debt: float) -> str:
    """«5–20 %»: the interval of the chance of debt, which holds the chance itself."""
    low, high = round(100 * min(said.risk_low, debt)), round(100 * max(said.risk_high, debt))
    return f"{low} %" if low == high else f"{low}–{high} %"


def tone_of(debt: float) -> str:
    """How loudly a chance of debt is told."""
    return "bad" if 100 * debt >= FEARED else "warn" if 100 * debt >= WARNED else ""
