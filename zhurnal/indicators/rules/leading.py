"""Who leads a journal on a day. Pure."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID


class Span(NamedTuple):
    """Days for which a teacher leads a journal; ``until`` is his last day, None while there is no end."""

    teacher: UUID
    since: date
    until: date | None


def leaders_on(spans: Sequence[Span], day: date) -> tuple[UUID, ...]:
    """Whoever leads it on the day; nobody doing so, whoever led it last before; nobody yet, whoever is the first to."""
    found = [one for one in spans if one.since <= day and (one.until is None or one.until >= day)]
    if not found:
        over = [one for one in spans if one.until is not None and one.until < day]
        last = max((one.until for one in over if one.until), default=None)
        first = min((one.since for one in spans), default=None)
        found = [one for one in over if one.until == last] or [one for one in spans if one.since == first]
    return tuple(dict.fromkeys(one.teacher for one in found))
