"""Logistic regression whose coefficients are drawn to a prior: Newton's method in pure Python.

Columns, not rows: ``sum(map(mul, …))`` over a column is the fastest loop that plain Python has.

Where every row belongs to one part of a whole (a discipline, a course) with an intercept of its own, no column of ones and noughts is
written for it: of a hundred such columns nearly all products are nought. The sums are taken over the rows of the part alone, in the same
order, so that what is found is the same to the last digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log1p, sqrt
from operator import mul
from typing import TypeAlias

Vector: TypeAlias = Sequence[float]
Matrix: TypeAlias = list[list[float]]

STEPS = 40
STILL = 1e-6
HALVINGS = 12
STRIDE = 3.0  # no coefficient moves further in one step: separable data would send it to infinity
STEEPEST = 30.0  # exp() of more than that is certainty


@dataclass(frozen=True, slots=True)
class Fit:
    """Coefficients, and the inverse of the curvature at them: the covariance of what is not known about them."""

    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]


def logistic(value: float) -> float:
    """From log odds to a probability."""
    return 1.0 / (1.0 + exp(-max(-STEEPEST, min(STEEPEST, value))))


@dataclass(frozen=True, slots=True)
class _Signs:
    """Signs of all rows: columns; then the intercepts of parts. ``belongs``: the part of each row, ``rows``: the rows of each part."""

    columns: Sequence[Vector]
    belongs: Sequence[int]
    rows: Sequence[Sequence[int]]


def fit(
    columns: Sequence[Vector], outcomes: Vector, centre: Vector, precision: Vector, belongs: Sequence[int] = ()
) -> Fit:
    """Most probable coefficients when each is a priori normal around ``centre`` with the given precision (1 / variance).

    ``belongs``: of each row the number of its part, if parts have intercepts: theirs are the coefficients after those of the columns.
    """
    signs = _Signs(columns, belongs, _rows(belongs, len(centre) - len(columns)))
    at = list(centre)
    curvature: Matrix = []
    for _ in range(STEPS):
        gradient, curvature = _slopes(signs, outcomes, at, centre, precision)
        step = _solve(_root(curvature), gradient)
        longest = max(map(abs, step), default=0.0)
        size = min(1.0, STRIDE / max(longest, STRIDE))
        if longest < STILL:
            break
        here = _belief(signs, outcomes, at, centre, precision)
        for _ in range(HALVINGS):  # where the first guess was sure and wrong, a whole step leaps over the top
            further = [value + size * move for value, move in zip(at, step, strict=True)]
            if _belief(signs, outcomes, further, centre, precision) >= here:
                break
            size /= 2
        at = further
    return Fit(tuple(at), _inverse(curvature))


def _rows(belongs: Sequence[int], parts: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(parts)]
    for row, part in enumerate(belongs):
        found[part].append(row)
    return found


def _belief(signs: _Signs, outcomes: Vector, at: Vector, centre: Vector, precision: Vector) -> float:
    """Log of the posterior, but for a constant."""
    drawn = sum(strength * (value - wanted) ** 2 for strength, value, wanted in zip(precision, at, centre, strict=True))
    odds = _odds(signs, at, len(outcomes))
    likely = sum(
        value * outcome - max(value, 0.0) - log1p(exp(-abs(value)))
        for value, outcome in zip(odds, outcomes, strict=True)
    )
    return likely - drawn / 2


def _odds(signs: _Signs, at: Vector, size: int) -> list[float]:
    odds = [0.0] * size
    width = len(signs.columns)
    for column, value in zip(signs.columns, at[:width], strict=True):
        odds = [sofar + value * one for sofar, one in zip(odds, column, strict=True)]
    if signs.rows:
        intercepts = at[width:]
        odds = [sofar + intercepts[part] for sofar, part in zip(odds, signs.belongs, strict=True)]
    return odds


def _slopes(
    signs: _Signs, outcomes: Vector, at: Vector, centre: Vector, precision: Vector
) -> tuple[list[float], Matrix]:
    chances = [logistic(value) for value in _odds(signs, at, len(outcomes))]
    missed = [outcome - chance for outcome, chance in zip(outcomes, chances, strict=True)]
    weights = [chance * (1.0 - chance) for chance in chances]
    pulls = [sum(map(mul, column, missed)) for column in signs.columns] + _of_parts(signs, missed)
    gradient = [
        pull - strength * (value - wanted)
        for pull, strength, value, wanted in zip(pulls, precision, at, centre, strict=True)
    ]
    size, width = len(centre), len(signs.columns)
    curvature = [[0.0] * size for _ in range(size)]
    for row in range(width):
        weighed = list(map(mul, signs.columns[row], weights))
        for other in range(row + 1):
            curvature[row][other] = curvature[other][row] = sum(map(mul, weighed, signs.columns[other]))
        for other, total in enumerate(_of_parts(signs, weighed), width):
            curvature[row][other] = curvature[other][row] = total
    for part, total in enumerate(_of_parts(signs, weights), width):
        curvature[part][part] = total
    for place, strength in enumerate(precision):
        curvature[place][place] += strength
    return gradient, curvature


def _of_parts(signs: _Signs, values: Vector) -> list[float]:
    """The sum over the rows of each part."""
    return [sum([values[row] for row in rows], 0.0) for rows in signs.rows]


def _root(matrix: Matrix) -> Matrix:
    """Cholesky's triangle of a positive matrix."""
    size = len(matrix)
    root = [[0.0] * size for _ in range(size)]
    for row in range(size):
        for column in range(row + 1):
            rest = matrix[row][column] - sum(map(mul, root[row][:column], root[column][:column]))
            root[row][column] = sqrt(max(rest, 1e-12)) if row == column else rest / root[column][column]
    return root


def _solve(root: Matrix, right: Vector) -> list[float]:
    size = len(root)
    half = [0.0] * size
    for row in range(size):
        half[row] = (right[row] - sum(map(mul, root[row][:row], half[:row]))) / root[row][row]
    found = [0.0] * size
    for row in reversed(range(size)):
        found[row] = (half[row] - sum(root[k][row] * found[k] for k in range(row + 1, size))) / root[row][row]
    return found


def _inverse(matrix: Matrix) -> tuple[tuple[float, ...], ...]:
    size = len(matrix)
    root = _root(matrix)
    return tuple(tuple(_solve(root, [1.0 if k == row else 0.0 for k in range(size)])) for row in range(size))
