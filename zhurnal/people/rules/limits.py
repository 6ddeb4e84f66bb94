"""How long a session lives without a touch and altogether (checklist 58). Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from zhurnal.people.rules.roles import Role

FAMILY = frozenset({Role.STUDENT.value, Role.PARENT.value})
NOTED_EVERY = timedelta(minutes=5)  # a touch is written down no oftener


@dataclass(frozen=True, slots=True)
class Life:
    """``idle``: after so long without a touch a session ends; ``whole``: after so long in any case."""

    idle: timedelta
    whole: timedelta


OWN_STAFF = Life(timedelta(hours=12), timedelta(days=30))
OWN_FAMILY = Life(timedelta(days=30), timedelta(days=90))
SHARED_FAMILY = Life(timedelta(hours=2), timedelta(hours=12))
SHARED_WHOLE = timedelta(hours=12)


def life_of(roles: Collection[str], *, own: bool, shared_minutes: int) -> Life:
    """The life of a session; ``own``: its holder called the device his own. ``shared_minutes``: what the college chose for staff."""
    if FAMILY.issuperset(roles):
        return OWN_FAMILY if own else SHARED_FAMILY
    return OWN_STAFF if own else Life(timedelta(minutes=max(5, shared_minutes)), SHARED_WHOLE)


def touched(now: datetime, idle: timedelta, expires: datetime, ends: datetime | None) -> datetime | None:
    """The new moment of expiry, None when it need not be written yet or never moves."""
    later = now + idle if ends is None else min(now + idle, ends)
    return later if later - expires >= min(NOTED_EVERY, idle / 10) else None
