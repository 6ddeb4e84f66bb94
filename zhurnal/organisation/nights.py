"""Work of the night: what the ``nightly`` command does in every college and no request ever waits for."""

from collections.abc import Callable
from datetime import date

from zhurnal.organisation.models import College

Night = Callable[[College, date], str]
"""Does its work for a college on a day, again and again without harm; tells in a few words what was done."""

_nights: list[Night] = []


def register_night(work: Night) -> None:
    """Have it done by the nightly command."""
    if work not in _nights:
        _nights.append(work)


def night_of(college: College, today: date) -> list[str]:
    """Do all of it; what was done, in words."""
    return [work(college, today) for work in _nights]
