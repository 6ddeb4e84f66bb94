"""The weighted average, in whole numbers, rounded once at the end (A2.11; scale rule 11)."""

from collections.abc import Iterable

from zhurnal.journal.rules import signs
from zhurnal.kernel.rounding import half_up


def weighted_average(marks: Iterable[tuple[str, int]]) -> int | None:
    """The average in hundredths (343 = 3,43) of (value, weight) pairs, half up; None when nothing counts.

    Only 5, 4, 3, 2 count; a weight of 0 takes no part.
    """
    total = weights = 0
    for value, weight in marks:
        if value in signs.MARKS:
            total += int(value) * weight
            weights += weight
    return half_up(100 * total, weights) if weights else None


def shown(hundredths: int | None) -> str:
    """«3,43», or a dash where there is nothing."""
    return "–" if hundredths is None else f"{hundredths // 100},{hundredths % 100:02d}"
