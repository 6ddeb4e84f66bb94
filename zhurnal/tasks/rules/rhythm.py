"""Tasks that come again: when the next one is due. Pure."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

SATURDAY, SUNDAY = 5, 6


class Rhythm(StrEnum):
    """How often a task comes again."""

    ONCE = "once"
    MONTHLY = "monthly"
    TERM = "term"


RHYTHM_WORDS = {
    Rhythm.ONCE: "один раз",
    Rhythm.MONTHLY: "каждый месяц",
    Rhythm.TERM: "к концу каждого семестра",
}


def next_due(rhythm: Rhythm, due: date, day: int, today: date, term_ends: Iterable[date] = ()) -> date | None:
    """The deadline after ``due`` that has not passed today; None where there is none (yet).

    ``day``: the day of the month on which it falls, the last one where a month has no such day.
    """
    if rhythm is Rhythm.ONCE:
        return None
    if rhythm is Rhythm.TERM:
        return min((end for end in term_ends if end > due and end >= today), default=None)
    found = due
    while found <= due or found < today:
        found = _month_on(found, day)
    return found


def _month_on(due: date, day: int) -> date:
    year, month = (due.year + 1, 1) if due.month == 12 else (due.year, due.month + 1)
    return date(year, month, min(day, monthrange(year, month)[1]))


def reminded_on(due: date) -> date:
    """The day before the deadline; Saturday for a Monday, since nobody looks on Sunday."""
    before = due - timedelta(days=1)
    return before - timedelta(days=1) if before.weekday() == SUNDAY else before
