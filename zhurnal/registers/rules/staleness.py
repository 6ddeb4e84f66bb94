"""When a part of the record was written last, in words (1.9). Pure."""

from dataclasses import dataclass
from datetime import date

from zhurnal.kernel.dates import full, years_before

OLD = 1  # years


@dataclass(frozen=True, slots=True)
class Updated:
    """«обновлено 12.10.2026»; ``stale``: nobody has touched it for a year."""

    words: str
    stale: bool


def updated(day: date | None, today: date) -> Updated:
    """About a part whose newest value is of this day."""
    if day is None:
        return Updated("", stale=False)
    stale = day <= years_before(today, OLD)
    return Updated(f"обновлено {full(day)}" + (", больше года назад" if stale else ""), stale=stale)
