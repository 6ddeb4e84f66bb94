"""A ladder of outcomes: at every rung, the chance to climb on. Hierarchical: all courses together, then each by itself.

The outcomes are ordered (failed, passed, with distinction; or 2, 3, 4, 5). One logistic regression per rung tells the chance
of going higher for those who came as far as it, so the distribution is always a distribution. Three layers, each drawn to
the one above it as long as it has little data of its own:

1. the prior: by default nothing is known; a college without a past gives it from outside (``prior``);
2. the general fit over all courses, by the general signs only, with an intercept of each course drawn to zero;
3. the fit of one course by all signs, drawn to the general one. Unseen courses keep to the general fit.

What is not known about the coefficients (and, for an unseen course, about its intercept) flattens the chances and makes the
interval.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import pi, sqrt
from operator import mul

from zhurnal.forecast.rules.ridge import Fit, fit, logistic

COURSE_VARIANCE = 0.15  # of intercepts between courses, in squared log odds; drawn to it when there are few courses
COURSE_DOUBT = 2.0  # how many courses that guess is worth
OWN_GENERAL = 20.0  # precision with which a course's own coefficient is drawn to the general one
OWN_SIGN = 20.0  # … and of a sign that only the course's own fit knows, to nothing
FREE = 0.001
TEN_TO_NINETY = 1.2816  # of a normal distribution: an interval of 80 %


@dataclass(frozen=True, slots=True)
class Case:
    """Signs of one student in one course at one moment, and how it ended (0 is the lowest outcome)."""

    course: str
    general: tuple[float, ...]
    own: tuple[float, ...]
    outcome: int


@dataclass(frozen=True, slots=True)
class Scale:
    """Mean and spread of each sign in training: signs are compared in units of their own spread."""

    means: tuple[float, ...]
    spreads: tuple[float, ...]

    def units(self, signs: Sequence[float]) -> list[float]:
        """Signs in spreads from their means."""
        return [(sign - mean) / spread for sign, mean, spread in zip(signs, self.means, self.spreads, strict=True)]


@dataclass(frozen=True, slots=True)
class Rung:
    """Fit of one border: general, and per course its own."""

    general: Fit
    between: float  # variance of courses' intercepts
    own: Mapping[str, Fit]


@dataclass(frozen=True, slots=True)
class Forecast:
    """Chances of every outcome, and the interval of 80 % of the chance of the lowest one."""

    chances: tuple[float, ...]
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """What was learnt; answers for any signs of the same shape."""

    scale: Scale
    rungs: tuple[Rung, ...]
    general_signs: int

    def forecast(self, course: str, general: Sequence[float], own: Sequence[float]) -> Forecast:
        """Distribution over outcomes for one student now."""
        units = [1.0, *self.scale.units([*general, *own])]
        chances: list[float] = []
        left, ends = 1.0, (0.0, 1.0)
        for number, rung in enumerate(self.rungs):
            odds, variance = self._odds(rung, course, units)
            climbs = logistic(odds / sqrt(1.0 + pi * variance / 8.0))
            if not number:
                doubt = TEN_TO_NINETY * sqrt(variance)
                ends = (1.0 - logistic(odds + doubt), 1.0 - logistic(odds - doubt))
            chances.append(left * (1.0 - climbs))
            left *= climbs
        return Forecast((*chances, left), *ends)

    def _odds(self, rung: Rung, course: str, units: Sequence[float]) -> tuple[float, float]:
        """Log odds of climbing, and their variance."""
        found = rung.own.get(course)
        known = units if found else units[: self.general_signs + 1]
        used = found or rung.general
        odds = sum(map(mul, used.coefficients, known))
        variance = sum(one * sum(map(mul, row, known)) for one, row in zip(known, used.covariance, strict=True))
        return odds, variance + (0.0 if found else rung.between)

    def pulls(self, course: str, general: Sequence[float], own: Sequence[float]) -> list[float]:
        """What each sign adds to the log odds of not failing, against an average student; general signs first."""
        units = self.scale.units([*general, *own])
        found = self.rungs[0].own.get(course)
        used = found or self.rungs[0].general
        return [one * value for one, value in zip(units, used.coefficients[1:], strict=False)]


@dataclass(frozen=True, slots=True)
class Drawn:
    """How strongly each general sign is drawn, and to what, at every rung alike: the prior of the layer above."""

    precision: tuple[float, ...]
    centre: tuple[float, ...] = ()


def learn(cases: Sequence[Case], outcomes: int, drawn: Drawn) -> Ladder:
    """Fit of all rungs; ``outcomes``: how many there are; ``drawn``: the prior of the general signs."""
    scale = _scale([[*case.general, *case.own] for case in cases])
    units = [scale.units([*case.general, *case.own]) for case in cases]
    signs = len(drawn.precision)
    rungs = []
    for border in range(outcomes - 1):
        reached = [number for number, case in enumerate(cases) if case.outcome >= border]
        rows = [units[number] for number in reached]
        climbed = [float(cases[number].outcome > border) for number in reached]
        rungs.append(_rung(rows, climbed, [cases[number].course for number in reached], drawn))
    return Ladder(scale, tuple(rungs), signs)


def _rung(rows: Sequence[Sequence[float]], climbed: Sequence[float], courses: Sequence[str], drawn: Drawn) -> Rung:
    signs = len(drawn.precision)
    columns = [[1.0] * len(rows), *([row[sign] for row in rows] for sign in range(signs))]
    names = sorted(set(courses))
    numbers = {name: number for number, name in enumerate(names)} if len(names) > 1 else {}
    found, between = _alike(columns, [numbers[course] for course in courses] if numbers else [], climbed, drawn)
    size = signs + 1
    intercepts = dict(zip(names, found.coefficients[size:], strict=True)) if numbers else dict.fromkeys(names, 0.0)
    usual = sum(intercepts[course] for course in courses) / max(
        len(courses), 1
    )  # an unseen course is as most students' are
    general = Fit(
        (found.coefficients[0] + usual, *found.coefficients[1:size]),
        tuple(row[:size] for row in found.covariance[:size]),
    )
    own_signs = bool(rows) and len(rows[0]) > signs
    return Rung(general, between, _own(rows, climbed, courses, general, between) if numbers or own_signs else {})


def _alike(
    columns: Sequence[Sequence[float]], belongs: Sequence[int], climbed: Sequence[float], drawn: Drawn
) -> tuple[Fit, float]:
    """The general fit with intercepts of courses, fitted again once their variance is known; and that variance."""
    size, courses = len(columns), max(belongs, default=-1) + 1
    centre = [0.0, *(drawn.centre or (0.0,) * (size - 1)), *([0.0] * courses)]
    between = COURSE_VARIANCE
    found = fit(columns, climbed, centre, [FREE, *drawn.precision, *([1.0 / between] * courses)], belongs)
    if not courses:
        return found, between
    apart = sum(found.coefficients[k] ** 2 + found.covariance[k][k] for k in range(size, size + courses))
    between = (apart + COURSE_DOUBT * COURSE_VARIANCE) / (courses + COURSE_DOUBT)
    return fit(columns, climbed, centre, [FREE, *drawn.precision, *([1.0 / between] * courses)], belongs), between


def _own(
    rows: Sequence[Sequence[float]],
    climbed: Sequence[float],
    courses: Sequence[str],
    general: Fit,
    between: float,
) -> dict[str, Fit]:
    """The courses' own fits."""
    where: dict[str, list[int]] = defaultdict(list)
    for number, course in enumerate(courses):
        where[course].append(number)
    signs = len(general.coefficients) - 1
    fits = {}
    for course, numbers in where.items():
        width = len(rows[numbers[0]])
        columns = [[1.0] * len(numbers), *([rows[number][sign] for number in numbers] for sign in range(width))]
        fits[course] = fit(
            columns,
            [climbed[number] for number in numbers],
            [*general.coefficients, *([0.0] * (width - signs))],
            [1.0 / between, *([OWN_GENERAL] * signs), *([OWN_SIGN] * (width - signs))],
        )
    return fits


def _scale(rows: Sequence[Sequence[float]]) -> Scale:
    means, spreads = [], []
    for column in zip(*rows, strict=True):
        mean = sum(column) / len(column)
        means.append(mean)
        spreads.append(sqrt(sum((value - mean) ** 2 for value in column) / len(column)) or 1.0)
    return Scale(tuple(means), tuple(spreads))
