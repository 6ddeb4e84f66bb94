"""Gives every request its actor."""

from collections.abc import Callable

from django.contrib.auth import get_user
from django.http import HttpRequest, HttpResponse

from zhurnal.people.actor import PersonActor, actor_of


class ActorMiddleware:
    """``request.actor`` is the signed-in person's actor, or None for a stranger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = _actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> PersonActor | None:
    """The actor of the session, if there is one that holds."""
    if not request.session.session_key:
        return None
    account = get_user(request)
    if not getattr(account, "is_authenticated", False):
        return None
    return actor_of(account, device=str(request.session.get("device", "")))  # type: ignore[arg-type]
