"""Whose a session is, with the roles in force: one statement for every request, hence written by hand."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from typing import Any
from uuid import UUID

from django.db import OperationalError, connection, transaction

from zhurnal.kernel.sql import execute, fetch_all, table, uuids
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import Parameters, read_parameters
from zhurnal.people.actor import AccountFacts
from zhurnal.people.models import Account, Person, RoleGrant, Session
from zhurnal.people.rules.limits import touched

# A role counts by its dates in the college's own day; a day more on either side is read, the actor decides.
Grant = tuple[str, Any, Any, Any]


@cache
def _statement() -> str:
    return f"""
        SELECT s.device, s.passed, s.confirmed, a.guarded, a.id, a.appearance, p.id, p.surname, p.given, p.patronymic,
               c.id, c.name, c.timezone, CAST(c.parameters AS text), c.due_on, a.unread, s.idle, s.expire_date, s.ends_at, s.locked_at, s.own, s.shown, g.role, g.department_id, g.since, g.until
          FROM {table(Session)} s
          JOIN {table(Account)} a ON a.college_id = s.college_id AND a.id = s.account_id
          JOIN {table(Person)} p ON p.college_id = a.college_id AND p.id = a.person_id
          JOIN {table(College)} c ON c.id = a.college_id
          LEFT JOIN {table(RoleGrant)} g ON g.college_id = p.college_id AND g.person_id = p.id
         WHERE s.session_key = %s AND s.expire_date > %s AND a.is_active
    """  # noqa: S608  (names of our own tables)


@dataclass(frozen=True, slots=True)
class Proved:
    """What of its person a session has seen: the second step, the moment of the last proof (seconds since 1970).

    ``guarded``: his account has a second factor.
    """

    passed: bool
    confirmed: int
    guarded: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose a session is. ``due``: the college's next day of effect, as the database gives days (SQLite: ISO text)."""

    facts: AccountFacts
    device: str
    proved: Proved
    grants: list[Grant]
    due: Any
    idle: timedelta
    expires: datetime
    ends: datetime | None
    locked: bool
    own: bool
    shown: UUID | None


def holder_of(key: str, now: datetime) -> Holder | None:
    """The holder of a session that holds at ``now``; None for any other key."""
    rows = fetch_all(_statement(), [key, connection.ops.adapt_datetimefield_value(now)])
    if not rows:
        return None
    device, passed, confirmed, guarded = rows[0][:4]
    account, appearance, person, surname, given, patronymic, college, name, zone, parameters = rows[0][4:14]
    due, unread, idle, expires, ends, locked, own, shown = rows[0][14:22]
    facts = AccountFacts(
        uuids(account), _json(appearance), uuids(person), surname, given, patronymic,
        uuids(college), name, zone, _parameters(parameters), unread,
    )  # fmt: skip
    proved = Proved(bool(passed), confirmed, bool(guarded))
    grants = [row[22:] for row in rows if row[22] is not None]
    return Holder(
        facts, device, proved, grants, due, timedelta(seconds=idle), _moment(expires), _moment(ends) if ends else None,
        bool(locked), bool(own), uuids(shown) if shown else None,
    )  # fmt: skip


def touch(key: str, holder: Holder) -> None:
    """The person did something: the session lives on, which is written down every few minutes. A busy database is asked next time.

    On PostgreSQL neither disk nor second copy is waited for: a touch that is lost costs nothing, and while the second copy is away the
    administrator could open no page to read that it is. Within somebody else's transaction nothing is loosened.
    """
    now = datetime.now(UTC)
    later = touched(now, holder.idle, holder.expires, holder.ends)
    if later is not None:
        try:
            alone = not connection.in_atomic_block
            with transaction.atomic():
                if alone and connection.vendor == "postgresql":
                    execute("SET LOCAL synchronous_commit = off", [])
                Session.objects.filter(session_key=key, expire_date__gt=now).update(expire_date=later, seen_at=now)
        except OperationalError:
            connection.close_if_unusable_or_obsolete()  # the page behind it asks anew


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


@lru_cache(maxsize=256)
def _parameters(text: str) -> Parameters:
    """A college's parameters from the text of their JSON: read anew only when they have changed."""
    return read_parameters(json.loads(text))


def _json(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value
