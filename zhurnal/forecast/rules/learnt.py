"""What the college's own past taught: how far the forecast without history is to be believed here.

At every rung the log odds of going higher are a sum of signs (``signs_of``), each with its weight, and a discipline's own intercept. A priori
the log odds without history weigh 1 and all else nothing: without a past nothing is changed, and every past term changes it as much as it
proves. The expected average stands beside its log odds, for those tell nothing of two who are both far above a border; absence and average
may weigh otherwise late in a term than early.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from zhurnal.forecast.rules.outlook import USUAL_MEAN, USUAL_MISSED, Standing
from zhurnal.forecast.rules.ridge import fit, logistic

CENTRE = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)  # in the order of ``signs_of``
PRECISION = (4.0, 25.0, 4.0, 8.0, 4.0, 4.0, 4.0, 4.0)
OF_DISCIPLINE = 8.0
RUNGS = 3
SUREST = 5.0  # log odds: nobody is surer than 99 %


@dataclass(frozen=True, slots=True)
class Lesson:
    """One past forecast without history, and what came: ``outcome`` 0 debt, 1 … 3 for «3» … «5»."""

    discipline: str
    chances: tuple[float, ...]
    expected: float
    standing: Standing
    outcome: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """Coefficients of each rung and of each discipline; ``cases``: from how many past results."""

    rungs: tuple[tuple[float, ...], ...] = (CENTRE,) * RUNGS
    disciplines: tuple[Mapping[str, float], ...] = ({}, {}, {})
    cases: int = 0

    def applied(
        self, chances: Sequence[float], discipline: str, standing: Standing, expected: float
    ) -> tuple[float, ...]:
        """The chances as this college's past corrects them. A зачёт's two outcomes by the first rung."""
        found, left = [], 1.0
        for rung in range(len(chances) - 1):
            weights = self.rungs[rung]
            signs = signs_of(odds_of(chances, rung), expected, standing)
            climbs = logistic(
                sum(one * sign for one, sign in zip(weights, signs, strict=True))
                + self.disciplines[rung].get(discipline, 0.0)
            )
            found.append(left * (1.0 - climbs))
            left *= climbs
        return (*found, left)

    def as_json(self) -> dict[str, Any]:
        """For the database."""
        return {
            "rungs": [list(rung) for rung in self.rungs],
            "disciplines": list(self.disciplines),
            "cases": self.cases,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Learnt":
        """From the database; nothing kept is nothing learnt. A sign that was not known then weighs what it does a priori."""
        if not kept:
            return cls()
        rungs = tuple((*rung, *CENTRE[len(rung) :]) for rung in kept["rungs"])
        return cls(rungs, tuple(kept["disciplines"]), kept["cases"])


def signs_of(odds: float, expected: float, standing: Standing) -> tuple[float, ...]:
    """What a rung is climbed by: always, log odds without history, absence, trend, the average to come, part of the term, and how both lean on it."""
    absence, level, part = standing.absence - USUAL_MISSED, expected - USUAL_MEAN, standing.elapsed - 0.5
    return (1.0, odds, absence, trend_of(standing), level, part, part * absence, part * level)


def trend_of(standing: Standing) -> float:
    """The last marks against the average, in marks."""
    return standing.recent - standing.average if standing.recent is not None and standing.average is not None else 0.0


def odds_of(chances: Sequence[float], rung: int) -> float:
    """Log odds of going above the rung for those who reach it."""
    here, above = max(chances[rung], 1e-9), max(sum(chances[rung + 1 :]), 1e-9)
    return max(-SUREST, min(SUREST, log(above / here)))


def learn_from(lessons: Sequence[Lesson]) -> Learnt:
    """Fit of all rungs; from no lessons, what is believed without history."""
    rungs, disciplines = [], []
    names = sorted({lesson.discipline for lesson in lessons})
    numbers = {name: number for number, name in enumerate(names)}
    for rung in range(RUNGS):
        reached = [lesson for lesson in lessons if lesson.outcome >= rung]
        signs = [signs_of(odds_of(one.chances, rung), one.expected, one.standing) for one in reached]
        columns = [[sign[place] for sign in signs] for place in range(len(CENTRE))]
        came = [float(lesson.outcome > rung) for lesson in reached]
        found = fit(
            columns,
            came,
            [*CENTRE, *([0.0] * len(names))],
            [*PRECISION, *([OF_DISCIPLINE] * len(names))],
            [numbers[lesson.discipline] for lesson in reached],
        ).coefficients
        rungs.append(found[: len(CENTRE)])
        disciplines.append(dict(zip(names, found[len(CENTRE) :], strict=True)))
    return Learnt(tuple(rungs), tuple(disciplines), len(lessons))
