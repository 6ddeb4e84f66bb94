"""The policy is shown and accepted (2.1): a bar asks on every page; from the set day on no page opens without."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhurnal.kernel.answers import wants_json
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.rules.policy_text import stops
from zhurnal.privacy.standing import accepted

OPEN = frozenset({  # also the pages on which one uses one's rights, which rest on no acceptance
    "privacy:policy", "privacy:accept", "privacy:own", "privacy:seen", "privacy:seen-of", "people:sign-out", "people:lock", "people:locked", "people:confirm", "people:protection",
    "portal:help", "portal:help-topic", "portal:worker", "portal:offline", "portal:health", "portal:appearance",
})  # fmt: skip


class PolicyMiddleware:
    """Only pages wait: what an open page sends (marks, roll calls, what is new) is never held back, so nothing typed is lost."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Ask, or lead to the text."""
        actor: PersonActor | None = getattr(request, "actor", None)
        if actor is None or request.method not in {"GET", "HEAD"} or wants_json(request) or "X-Live" in request.headers:
            return None
        if accepted(actor):
            return None
        request.asks_policy = actor.parameters.policy_due  # type: ignore[attr-defined]  # the shell draws the bar
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN or not stops(actor.parameters.policy_due, actor.today):
            return None
        return redirect(f"{reverse('privacy:policy')}?{urlencode({'next': request.get_full_path()})}")
