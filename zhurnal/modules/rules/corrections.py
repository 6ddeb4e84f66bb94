"""Which changes of a page of practice are corrections, and how they are told (A3.3). Pure.

One rule for the page, the printed journal and the package of a year: a day that had been written of a student was written
otherwise or struck out. A first record corrects nothing.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

PREFIX = "practice:"
ENTRY = "день практики"
DAY = len("2026-11-24")  # other targets of a page end with a student


def target(page: str, day: date) -> str:
    """How a day of a page is named in the record of changes; history hangs on it."""
    return f"{PREFIX}{page}:{day.isoformat()}"


def day_of(told: str) -> date:
    """The day that a target names."""
    return date.fromisoformat(told.rpartition(":")[2])


def corrected(told: str, before: Any, after: Any) -> dict[str, tuple[Any, Any]]:
    """student (32 digits) → what stood of his day and what became of it, None when it was struck out."""
    if not told.startswith(PREFIX) or len(told.rpartition(":")[2]) != DAY or not isinstance(before, Mapping):
        return {}
    became = after if isinstance(after, Mapping) else {}
    pairs = {who: (was, became.get(who)) for who, was in before.items() if was is not None}
    return {who: pair for who, pair in pairs.items() if pair[0] != pair[1]}


def done_words(done: Any) -> str:
    """What a student did on a day: «6 ч: Монтаж щита», «не был»; "" when it was struck out."""
    if done is None:
        return ""
    hours, work = done
    if not hours:
        return "не был"
    return f"{hours}\u00a0ч: {work}" if work else f"{hours}\u00a0ч"
