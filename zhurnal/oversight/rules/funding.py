"""Hours by basis of study, budget or paid (A5.11): a group's hours go by its students. Pure.

The domain does not say how a group of both is split, so the college says (``Parameters.mixed_groups_funding``).
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Funding(StrEnum):
    """Basis of study as registers keep it; unknown where no student of the groups has one."""

    BUDGET = "budget"
    PAID = "paid"
    UNKNOWN = "unknown"


FUNDING_WORDS = {Funding.BUDGET: "бюджет", Funding.PAID: "внебюджет", Funding.UNKNOWN: "не указана"}


class Mixed(StrEnum):
    """How hours of a group of both are split: in proportion to its students, or all to the basis of the most."""

    SHARE = "share"
    MAJORITY = "majority"


@dataclass(frozen=True, slots=True)
class Heads:
    """Students of a sitting whose basis is known, and those whose is not."""

    budget: int = 0
    paid: int = 0
    unknown: int = 0

    def __add__(self, other: "Heads") -> "Heads":
        return Heads(self.budget + other.budget, self.paid + other.paid, self.unknown + other.unknown)

    def paid_share(self, mixed: str) -> Fraction | int | None:
        """The paid part of each hour, a whole number where all is of one basis (most groups; added up five times as fast);
        None when nobody's basis is known. Of equal halves the budget takes the whole.
        """
        if not self.budget and not self.paid:
            return None
        if mixed == Mixed.MAJORITY or not self.budget or not self.paid:
            return int(self.paid > self.budget)
        return Fraction(self.paid, self.budget + self.paid)


def split(hours: Iterable[tuple[Hashable, int, Heads]], mixed: str) -> dict[Funding, dict[Hashable, int]]:
    """(column, hours, students then) in order of time → basis → column → whole hours.

    Each column's parts give its hours, and what rounding takes from one column the next one gives back.
    """
    found: dict[Funding, dict[Hashable, int]] = {}
    due: Fraction | int = 0
    told = 0
    for column, number, heads in hours:
        share = heads.paid_share(mixed)
        if share is None:
            found.setdefault(Funding.UNKNOWN, {})[column] = number
            continue
        due += share * number
        paid = (2 * due + 1) // 2 - told  # to the nearest hour, halves upwards
        told += paid
        for funding, part in ((Funding.BUDGET, number - paid), (Funding.PAID, paid)):
            if part:
                found.setdefault(funding, {})[column] = part
    return found


def remaining(plan: Mapping[Funding, int], given: Mapping[Funding, int]) -> dict[Funding, int]:
    """What is left of each basis; together never more or less than the plan's rest of the line."""
    rest = max(sum(plan.values()) - sum(given.values()), 0)
    found: dict[Funding, int] = {}
    largest_last = sorted({*plan, *given}, key=lambda funding: (plan.get(funding, 0), funding))
    for funding in largest_last[:-1]:
        found[funding] = min(max(plan.get(funding, 0) - given.get(funding, 0), 0), rest)
        rest -= found[funding]
    return found | dict.fromkeys(largest_last[-1:], rest)
