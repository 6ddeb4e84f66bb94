"""Gives every request its actor."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from zhurnal.kernel import prepared
from zhurnal.people.actor import ACCOUNT_FACTS, AccountFacts, PersonActor, actor_from
from zhurnal.people.models import Session

KEY_LIMIT = 40


class ActorMiddleware:
    """``request.actor`` is the signed-in person's actor, or None for a stranger.

    The session's row says whose it is, so the session itself (its signed text) is not read on every request: two
    statements make the actor. A closed account, an ended or expired session count from the next request on.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> PersonActor | None:
    """The actor of the session named by the cookie, if there is one that holds."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isalnum():
        return None
    now = datetime.now(UTC)
    rows = prepared.run("session", _session, {"key": key, "now": now})
    if not rows:
        return None
    device, *facts = rows[0]
    return actor_from(AccountFacts(*facts), now=now, device=device)


def _session(values: prepared.Values) -> QuerySet[Any]:
    rows = Session.objects.filter(session_key=values["key"], expire_date__gt=values["now"], account__is_active=True)
    return rows.values_list("device", *(f"account__{name}" for name in ACCOUNT_FACTS))
