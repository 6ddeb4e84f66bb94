"""When a student is on the list of a course: the days in the group, and in its subgroup (A7.2, A5.2)."""

from collections.abc import Iterable
from datetime import date, timedelta

Stay = tuple[date, date | None]
"""First day, and the day from which he is away (open-ended when None)."""


def within(stay: Stay, ranges: Iterable[tuple[date, date | None]]) -> list[Stay]:
    """The parts of a stay in the group that lie in the ranges (first and last day) of a subgroup, in order of time."""
    entered, left = stay
    parts = []
    for since, until in ranges:
        away = until + timedelta(days=1) if until is not None else None
        ends = min((day for day in (left, away) if day is not None), default=None)
        begins = max(entered, since)
        if ends is None or begins < ends:
            parts.append((begins, ends))
    return sorted(parts, key=lambda part: part[0])
