"""The gate of every page but a few: a signed-in person, or the sign-in page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from zhurnal.kernel import policy
from zhurnal.kernel.answers import SIGNED_OUT, answer, wants_json
from zhurnal.kernel.errors import Absent
from zhurnal.people.actor import PersonActor
from zhurnal.people.middleware import Standing

LOCKED = "Экран закрыт. Введите пароль: ваши записи целы."

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


class SignedRequest(HttpRequest):
    """A request that passed the gate: its actor is known."""

    actor: PersonActor


def signed_in(view: Callable[Concatenate[SignedRequest, P], HttpResponse]) -> View[P]:
    """Let only signed-in people in; a stranger is led to sign-in, a program is told 401."""

    @wraps(view)
    def gate(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if getattr(request, "actor", None) is None:
            if getattr(request, "half", None) is not None:
                return second_step(request)
            locked = getattr(request, "locked", None) is not None
            if wants_json(request):
                return answer(request, 401, LOCKED if locked else SIGNED_OUT, "signed_out")
            target = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
            way = reverse("people:locked" if locked else "people:choose-college")
            return redirect(f"{way}?{urlencode({'next': target})}")
        return view(cast(SignedRequest, request), *args, **kwargs)

    return gate


def second_step(request: HttpRequest) -> HttpResponse:
    """Whoever gave a password only is led to the second step, or to where it is set up; a program is told 401."""
    half: Standing = request.half  # type: ignore[attr-defined]
    if wants_json(request):
        return answer(request, 401, "Подтвердите вход вторым шагом: ваши записи целы.", "second_step")
    target = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    place = "people:confirm" if half.guarded else "people:protection"
    return redirect(f"{reverse(place)}?{urlencode({'next': target})}")


def on_the_way(view: Callable[..., HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Pages of the second step: for whoever has given a password only, and for whoever is wholly in. The view is told which.

    Before the step is taken only one of the two pages opens: the proof to whoever has a factor, its setting up to whoever has none.
    """

    @wraps(view)
    def gate(request: HttpRequest) -> HttpResponse:
        half: Standing | None = getattr(request, "half", None)
        if half is None:
            return signed_in(lambda signed: view(signed, signed.actor, half=False))(request)
        own = "people:confirm" if half.guarded else "people:protection"
        if request.resolver_match is None or request.resolver_match.view_name != own:
            return second_step(request)
        return view(request, half.actor, half=True)

    return gate


def entitled(action: str) -> Callable[[Callable[Concatenate[SignedRequest, P], HttpResponse]], View[P]]:
    """Let in only people one of whose roles knows the action; for the others the page is absent."""

    def decorate(view: Callable[Concatenate[SignedRequest, P], HttpResponse]) -> View[P]:
        @wraps(view)
        def gate(request: SignedRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not policy.may(request.actor, action):
                raise Absent
            return view(request, *args, **kwargs)

        return signed_in(gate)

    return decorate


def kept(
    view: Callable[Concatenate[SignedRequest, P], HttpResponse],
) -> Callable[Concatenate[SignedRequest, P], HttpResponse]:
    """A page that the person's own device may show again without connection, for a day: the answer says whose it is."""

    @wraps(view)
    def keepable(request: SignedRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if request.actor.person_id is not None:
            response.headers["X-Keep"] = request.actor.person_id.hex
        return response

    return keepable
