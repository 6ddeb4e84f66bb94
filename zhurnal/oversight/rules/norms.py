"""How many hours a year make a rate, and how a teacher's load stands to it (A5.10). The numbers are settings with dates."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import floor

WHOLE_RATE = 100  # rates are kept in hundredths: 50 is half


class Weight(StrEnum):
    """A year's load against the norm."""

    UNDER = "under"
    EVEN = "even"
    OVER = "over"
    BEYOND = "beyond"


@dataclass(frozen=True, slots=True)
class Norm:
    """From ``since``: academic hours of a year for one rate, the most that a teacher may be given, and months of a year's load."""

    since: date
    year_hours: int = 720
    limit_hours: int = 1440
    months: int = 10

    def of_rate(self, rate: int) -> int:
        """Hours of a year for a rate in hundredths."""
        return (self.year_hours * rate + WHOLE_RATE // 2) // WHOLE_RATE


USUAL = Norm(date(1, 1, 1))


def norm_on(norms: Iterable[Norm], day: date) -> Norm:
    """The norm in force on the day; the usual one where the college has settled none."""
    return max((norm for norm in norms if norm.since <= day), key=lambda norm: norm.since, default=USUAL)


@dataclass(frozen=True, slots=True)
class Load:
    """A teacher's hours of a year against his norm; ``away``: months of absence that lower them, whole and parts.

    ``given``: hours of the ledger so far, those in others' places too.
    """

    planned: int
    rate: int
    norm: Norm
    away: Fraction = Fraction(0)
    given: int = 0

    @property
    def lowered(self) -> int:
        """Hours that absence takes off the year's load: for each month its part of the year (A5.10)."""
        return floor(self.planned * min(self.away / self.norm.months, Fraction(1)) + Fraction(1, 2))

    @property
    def to_give(self) -> int:
        """The load that is left; what is given above it is paid at the year's end."""
        return self.planned - self.lowered

    @property
    def due(self) -> int:
        """Hours of the norm."""
        return self.norm.of_rate(self.rate)

    @property
    def difference(self) -> int:
        """More (+) or less (−) than the norm."""
        return self.planned - self.due

    @property
    def over_norm(self) -> int:
        """Hours of the load above the norm of the rate."""
        return max(self.difference, 0)

    @property
    def over_load(self) -> int:
        """Hours given already above the load that is left: paid at the year's end."""
        return max(self.given - self.to_give, 0)

    @property
    def weight(self) -> Weight:
        """Under, even, over, or beyond the most that is allowed."""
        if self.planned > self.norm.limit_hours:
            return Weight.BEYOND
        if self.difference == 0:
            return Weight.EVEN
        return Weight.OVER if self.difference > 0 else Weight.UNDER
