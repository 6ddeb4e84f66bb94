"""Expected results of a group from the forecasts of its students; always with an interval."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import prod, sqrt

SURE = 1.2816  # an interval of 80 %
COMMON = 0.4  # log odds: how far a whole group is off together (``bench forecast`` measures what the interval holds)


@dataclass(frozen=True, slots=True)
class Expected:
    """Share of the students in per cent, and its interval; ``of``: how many students it is told from."""

    percent: float
    low: float
    high: float
    of: int


def clear(debts: Sequence[float]) -> float:
    """Chance that a student has no debt in any journal: between «each by chance of its own» and «one cause decides all»."""
    apart = prod(1.0 - chance for chance in debts)
    alike = 1.0 - max(debts, default=0.0)
    return (apart + alike) / 2


def expected(chances: Sequence[float]) -> Expected | None:
    """Share of students for whom it comes true; None without students: «–», never 0."""
    if not chances:
        return None
    size = len(chances)
    mean = sum(chances) / size
    apart = sum(chance * (1.0 - chance) for chance in chances)
    spread = SURE * sqrt(apart + (COMMON * apart) ** 2) / size
    return Expected(100 * mean, 100 * max(0.0, mean - spread), 100 * min(1.0, mean + spread), size)
