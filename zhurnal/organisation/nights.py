"""Work of the night: what the ``nightly`` command does in every college and no request ever waits for."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from zhurnal.kernel.faults import noted
from zhurnal.organisation.models import College

Night = Callable[[College, date], str]
"""Does its work for a college on a day, again and again without harm; tells in a few words what was done."""

_nights: list[Night] = []


class Undone(Exception):
    """A work of the night that did what it could; its words say what was done and what was not. It has logged why."""


class Done(NamedTuple):
    """What a work of the night says it did; ``failed``: it did not end, and the words bear the number of its failure."""

    words: str
    failed: bool = False


def register_night(work: Night) -> None:
    """Have it done by the nightly command."""
    if work not in _nights:
        _nights.append(work)


def night_of(college: College, today: date) -> list[Done]:
    """Do all of it: one that fails stops no other."""
    return [_done(work, college, today) for work in _nights]


def _done(work: Night, college: College, today: date) -> Done:
    try:
        return Done(work(college, today))
    except Undone as undone:
        return Done(str(undone), failed=True)
    except Exception as error:  # noqa: BLE001  (whatever it fails by, the night goes on without it)
        return failed(work.__module__, error)


def failed(what: str, error: Exception) -> Done:
    """A failure as a number in the log and a word for who reads the command's output."""
    return Done(f"НЕ ВЫПОЛНЕНО {what}, ошибка номер {noted(what, error)}", failed=True)
