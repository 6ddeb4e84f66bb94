"""The coming term mark of a student in one journal, without any history: what the marks so far and the hours missed come to.

The average at the term's end is made of the marks there are and of those still to come. Those to come are drawn from the student's
level, which is his own average drawn to that of the journal (and the journal's to the college's) as long as he has few marks.
Thresholds and the rule of «н/а» are the college's own (A4.5, A4.6). The outcomes, from the lowest: debt («2» or «н/а»), «3», «4», «5»;
for a зачёт: debt, «зач.».
"""

import itertools
from dataclasses import dataclass
from math import erf, sqrt

from zhurnal.organisation.rules.parameters import Parameters

USUAL_MEAN = 3.8  # of all marks, where a college has none yet
MARK_SPREAD = 0.85  # of single marks of one student around his level
STUDENT_SPREAD = 0.65  # of students' levels within a journal
JOURNAL_WORTH = 10.0  # marks of a journal that weigh as much as the college's mean
JUDGEMENT = 0.2  # what a teacher adds or takes when the average is near a border
USUAL_MISSED, MISSED_WORTH = 0.1, 8.0  # share of hours missed, and how many hours that guess is worth
ENOUGH_MARKS = 3
ENOUGH_TERM = 0.25  # the earliest moment that is learnt from; before it nothing was better than an average
MOST_TO_COME = 40.0
SURE = 1.2816  # an interval of 80 %
LABELS = ("долг", "3", "4", "5")
CREDIT_LABELS = ("долг", "зач.")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands before the day. ``total``, ``weights`` in hundredths of a weight; hours are academic.

    ``elapsed``: part of the term that is over, 0 … 1; ``recent``: mean of the last three marks; ``twos``: how many «2».
    """

    total: int
    weights: int
    marks: int
    held: int
    missed: int
    elapsed: float
    recent: float | None = None
    twos: int = 0

    @property
    def average(self) -> float | None:
        """Weighted, in marks."""
        return self.total / self.weights if self.weights else None

    @property
    def absence(self) -> float:
        """Share of hours missed, drawn to the usual one while few were held."""
        return (self.missed + USUAL_MISSED * MISSED_WORTH) / (self.held + MISSED_WORTH)

    @property
    def young(self) -> bool:
        """Too little of the term is over to say anything."""
        return self.elapsed < ENOUGH_TERM

    @property
    def early(self) -> bool:
        """Too early to say anything: the term is young, or marks are few."""
        return self.marks < ENOUGH_MARKS or self.young


@dataclass(frozen=True, slots=True)
class Outlook:
    """``chances`` of every outcome from the lowest; ``risk_low`` … ``risk_high``: 80 % of the chance of debt.

    ``shift``: how far the expected average may lie off; the ends of the risk are told of it so much higher and lower.
    """

    chances: tuple[float, ...]
    expected: float
    risk_low: float
    risk_high: float
    unattested: float
    shift: float

    @property
    def debt(self) -> float:
        """Chance of «2» or «н/а»."""
        return self.chances[0]

    @property
    def likeliest(self) -> int:
        """Which outcome is the likeliest."""
        return max(range(len(self.chances)), key=self.chances.__getitem__)


def journal_mean(total: float, marks: int, college: float = USUAL_MEAN) -> float:
    """Mean of a journal's marks, drawn to the college's while they are few."""
    return (total + college * JOURNAL_WORTH) / (marks + JOURNAL_WORTH)


def outlook(standing: Standing, prior: float, parameters: Parameters, *, credit: bool = False) -> Outlook:
    """What the term comes to; ``prior``: ``journal_mean`` of the journal."""
    marks = float(standing.marks)
    coming = min(MOST_TO_COME, max(1.0, marks * (1 - standing.elapsed) / max(standing.elapsed, 0.05)))
    if standing.elapsed >= 1:
        coming = 0.0
    worth = (MARK_SPREAD / STUDENT_SPREAD) ** 2
    so_far = standing.average if standing.average is not None else prior
    level = (so_far * marks + prior * worth) / (marks + worth)
    doubt = MARK_SPREAD**2 / (marks + worth)
    ahead = coming / (marks + coming) if marks + coming else 1.0
    expected = (1 - ahead) * so_far + ahead * level
    spread = sqrt(ahead**2 * (doubt + (MARK_SPREAD**2 / coming if coming else 0.0)) + JUDGEMENT**2)
    unattested = _unattested(standing, coming, parameters)
    borders = (
        (parameters.credit_from,) if credit else (parameters.three_from, parameters.four_from, parameters.five_from)
    )
    chances = _chances(expected, spread, borders, unattested)
    shift = SURE * max(ahead * sqrt(doubt), JUDGEMENT / 2)
    return Outlook(
        chances,
        expected,
        _chances(expected + shift, spread, borders, unattested * 0.6)[0],
        _chances(expected - shift, spread, borders, min(1.0, unattested * 1.5))[0],
        unattested,
        shift,
    )


def _chances(expected: float, spread: float, borders: tuple[int, ...], unattested: float) -> tuple[float, ...]:
    reached = [1.0, *(1.0 - _below(border / 100, expected, spread) for border in borders), 0.0]
    bands = [(above - beyond) * (1.0 - unattested) for above, beyond in itertools.pairwise(reached)]
    return (bands[0] + unattested, *bands[1:])


def _unattested(standing: Standing, coming: float, parameters: Parameters) -> float:
    """Chance of «н/а» by the college's rule: too few marks, too many hours missed, or only both."""
    left = 1.0 - min(1.0, standing.elapsed)
    many = 1.0 - _below(parameters.missed_share / 100, standing.absence, 0.02 + 0.18 * left)
    expected = standing.marks + coming
    few = (
        0.0
        if standing.marks >= parameters.marks_needed
        else _below(parameters.marks_needed - 0.5, expected, sqrt(coming + 0.2))
    )
    return many * few if parameters.unattested_when == "both" else 1.0 - (1.0 - many) * (1.0 - few)


def _below(border: float, mean: float, spread: float) -> float:
    """Chance of a normal value below the border."""
    return (1.0 + erf((border - mean) / (spread * sqrt(2.0)))) / 2.0
