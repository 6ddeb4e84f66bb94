"""How sure one can be: 95 % intervals of shares and means. Sums are exact (``fsum``), so the order of rows never matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, sqrt

Z = 1.959964
_T = (
    12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
    2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with the ends of its interval."""

    value: float
    low: float
    high: float


def student_t(freedom: float) -> float:
    """The two-sided 95 % quantile of Student's distribution; between the whole ones the more careful."""
    whole = int(freedom)
    if whole < 1:
        return _T[0]
    return _T[whole - 1] if whole <= len(_T) else Z + 2.4 / whole


def share(part: int, whole: int) -> Estimate:
    """A share of independent cases (Wilson's interval); of nothing nothing is known: from 0 to 1."""
    if whole <= 0:
        return Estimate(0.0, 0.0, 1.0)
    p, square = part / whole, Z * Z
    middle = (p + square / (2 * whole)) / (1 + square / whole)
    half = Z * sqrt(p * (1 - p) / whole + square / (4 * whole * whole)) / (1 + square / whole)
    return Estimate(p, max(0.0, middle - half), min(1.0, middle + half))


def clustered_share(clusters: Iterable[tuple[int, int]]) -> Estimate:
    """A share whose cases come in clumps: (part, whole) of each clump. One work gives marks to a whole group at once."""
    found = [(part, whole) for part, whole in clusters if whole > 0]
    total = sum(whole for _part, whole in found)
    if not total:
        return Estimate(0.0, 0.0, 1.0)
    p = sum(part for part, _whole in found) / total
    if len(found) < 2:
        return Estimate(p, 0.0, 1.0)
    spread = fsum((part - p * whole) ** 2 for part, whole in found) * len(found) / (len(found) - 1)
    half = student_t(len(found) - 1) * sqrt(spread) / total
    return Estimate(p, max(0.0, p - half), min(1.0, p + half))


def mean(values: Sequence[float]) -> Estimate:
    """A mean (Student's interval); of fewer than two values the interval is without ends."""
    count = len(values)
    if not count:
        return Estimate(0.0, float("-inf"), float("inf"))
    middle = fsum(values) / count
    if count < 2:
        return Estimate(middle, float("-inf"), float("inf"))
    spread = fsum((value - middle) ** 2 for value in values) / (count - 1)
    half = student_t(count - 1) * sqrt(spread / count)
    return Estimate(middle, middle - half, middle + half)
