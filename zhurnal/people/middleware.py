"""Gives every request its actor."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zhurnal.people.actor import PersonActor, actor_from
from zhurnal.people.sessions import holder_of

KEY_LIMIT = 40


class ActorMiddleware:
    """``request.actor`` is the signed-in person's actor, or None for a stranger.

    The session's row says whose it is, so the session itself (its signed text) is not read on every request: one
    statement makes the actor. A closed account, an ended or expired session count from the next request on.
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
    holder = holder_of(key, now)
    if holder is None:
        return None
    facts, device, grants = holder
    return actor_from(facts, grants, now=now, device=device)
