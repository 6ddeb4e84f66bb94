"""What the college's own past taught: how far the forecast without history is to be believed here.

At every rung the log odds of going higher are a + b · (log odds without history) + c · absence + d · trend + a discipline's own intercept.
A priori a = c = d = 0, b = 1: without a past nothing is changed, and every past term changes it as much as it proves.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

from zhurnal.forecast.rules.outlook import USUAL_MISSED, Standing
from zhurnal.forecast.rules.ridge import fit, logistic

CENTRE = (0.0, 1.0, 0.0, 0.0)
PRECISION = (4.0, 25.0, 4.0, 8.0)
OF_DISCIPLINE = 8.0
RUNGS = 3
SUREST = 5.0  # log odds: nobody is surer than 99 %


@dataclass(frozen=True, slots=True)
class Lesson:
    """One past forecast without history, and what came: ``outcome`` 0 debt, 1 … 3 for «3» … «5»."""

    discipline: str
    chances: tuple[float, ...]
    absence: float
    trend: float
    outcome: int


@dataclass(frozen=True, slots=True)
class Learnt:
    """Coefficients of each rung and of each discipline; ``cases``: from how many past results."""

    rungs: tuple[tuple[float, ...], ...] = (CENTRE,) * RUNGS
    disciplines: tuple[Mapping[str, float], ...] = ({}, {}, {})
    cases: int = 0

    def applied(self, chances: Sequence[float], discipline: str, standing: Standing) -> tuple[float, ...]:
        """The chances as this college's past corrects them. A зачёт's two outcomes by the first rung."""
        found, left = [], 1.0
        for rung in range(len(chances) - 1):
            weights = self.rungs[rung]
            signs = (1.0, odds_of(chances, rung), standing.absence - USUAL_MISSED, trend_of(standing))
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
        """From the database; nothing kept is nothing learnt."""
        if not kept:
            return cls()
        return cls(tuple(tuple(rung) for rung in kept["rungs"]), tuple(kept["disciplines"]), kept["cases"])


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
    for rung in range(RUNGS):
        reached = [lesson for lesson in lessons if lesson.outcome >= rung]
        columns: list[list[float]] = [
            [1.0] * len(reached),
            [odds_of(lesson.chances, rung) for lesson in reached],
            [lesson.absence - USUAL_MISSED for lesson in reached],
            [lesson.trend for lesson in reached],
            *([float(lesson.discipline == name) for lesson in reached] for name in names),
        ]
        came = [float(lesson.outcome > rung) for lesson in reached]
        found = fit(
            columns, came, [*CENTRE, *([0.0] * len(names))], [*PRECISION, *([OF_DISCIPLINE] * len(names))]
        ).coefficients
        rungs.append(found[: len(CENTRE)])
        disciplines.append(dict(zip(names, found[len(CENTRE) :], strict=True)))
    return Learnt(tuple(rungs), tuple(disciplines), len(lessons))
