"""Gives every request its actor."""

from collections.abc import Callable
from datetime import UTC, datetime
from logging import getLogger
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse

from zhurnal.organisation.agenda import turn_day
from zhurnal.people.actor import PersonActor, actor_from
from zhurnal.people.sessions import holder_of

KEY_LIMIT = 40
LIVE, UNREAD = "X-Live", "X-Unread"
logger = getLogger(__name__)


class ActorMiddleware:
    """``request.actor`` is the signed-in person's actor, or None for a stranger.

    The session's row says whose it is, so the session itself (its signed text) is not read on every request: one
    statement makes the actor. A closed account, an ended or expired session count from the next request on, and so does the
    last day of one's last role: whoever has no role today is a stranger, whether or not a nightly job has closed his account.
    An open page that asks for what is new hears by the way how many notices wait.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = actor = _actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if actor is not None and LIVE in request.headers:
            response[UNREAD] = str(actor.unread)
        return response


def _actor(request: HttpRequest) -> PersonActor | None:
    """The actor of the session named by the cookie, if there is one that holds."""
    return actor_of_session(request.COOKIES.get(settings.SESSION_COOKIE_NAME, ""))


def actor_of_session(key: str) -> PersonActor | None:
    """The actor of the session with this key, if it holds now. One statement."""
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isalnum():
        return None
    now = datetime.now(UTC)
    actor, due = _read(key, now)
    if actor is not None and due and str(due) <= actor.today.isoformat():
        _turn(actor)
        actor, _due = _read(key, now)
    return actor if actor is not None and actor.roles else None


def _read(key: str, now: datetime) -> tuple[PersonActor | None, Any]:
    holder = holder_of(key, now)
    if holder is None:
        return None, None
    facts, device, grants, due = holder
    return actor_from(facts, grants, now=now, device=device), due


def _turn(actor: PersonActor) -> None:
    """What was written ahead for today takes effect before the page is read; a busy database is asked again next time.

    Whatever else goes wrong there shuts nobody out of the journal: it stands in the log, and is tried again in an hour.
    """
    try:
        turn_day(actor.college_id, actor.today, patient=True)
    except DatabaseError:
        logger.warning("what is due today was not carried out: the database is busy")
