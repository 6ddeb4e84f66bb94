"""What an address asks of a dashboard; anything that cannot be read falls back to the usual."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhurnal.indicators.rules.periods import Period
from zhurnal.kernel.dates import asked_day


@dataclass(frozen=True, slots=True)
class Asking:
    """``day`` is never ahead of today; ``by``: the chosen division of the table."""

    day: date
    period: Period
    by: str
    specialty: str


def asking_of(query: Any, today: date) -> Asking:
    """From the address."""
    period = query.get("period", "")
    return Asking(
        min(asked_day(query.get("day", ""), today), today),
        Period(period) if period in tuple(Period) else Period.TERM,
        query.get("by", "")[:20],
        query.get("specialty", "")[:20],
    )
