"""Values that count from a day on: the present one, and those that ended. Pure."""

from collections.abc import Iterable
from datetime import date

DATED = frozenset({"funding", "study_form"})
"""Fields whose earlier values stay known: hours and lists of past months go by the basis and form of study as they were then (A5.11)."""


def value_on(day: date, present: str, former: Iterable[tuple[date, str]]) -> str:
    """What the field said on the day. ``former``: (first day on which it no longer held, value)."""
    return min(((until, value) for until, value in former if until > day), default=(day, present))[1]
