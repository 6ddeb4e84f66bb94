"""The second step of signing in, a fresh proof, and the page where one keeps one's own second factor."""

from collections.abc import Callable

import segno
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import policy
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import BadRequest, Refused
from zhurnal.organisation.queries import college_by_id
from zhurnal.people import again, passkeys
from zhurnal.people.actions import factors
from zhurnal.people.actions.entering import Arrival, stepped_in
from zhurnal.people.actions.proving import prove
from zhurnal.people.actions.trying import ENDED
from zhurnal.people.actor import PersonActor
from zhurnal.people.arrivals import mark_of, network
from zhurnal.people.broker import current
from zhurnal.people.devices import bare, device_name
from zhurnal.people.gate import on_the_way
from zhurnal.people.queries.factors import passkeys_of, protection_of
from zhurnal.people.queries.identities import identities_of
from zhurnal.people.rules.factors import is_staff, key_address, key_words

UNKNOWN = "Не понять, что сделать. Обновите страницу."


@sensitive_post_parameters(again.PASSWORD, again.CODE)
@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def confirm(request: HttpRequest, actor: PersonActor, *, half: bool) -> HttpResponse:
    """Who is there: the second step of signing in, or a fresh proof in an opened session."""
    whose = actor.account_id.hex if actor.account_id else ""
    target = request.POST.get("next", request.GET.get("next", ""))
    if request.method != "POST":
        if wants_json(request):
            return JsonResponse(passkeys.ask(passkeys.site_of(request), whose).as_json())
        if actor.fresh and not half:
            return again.to_target(request, target)
        return _confirm_page(request, actor, target, half=half)
    proof = again.read_proof(request, whose)
    if proof.empty:
        words = again.empty_words(step=half or again.asks_step(request))
        return _confirm_page(request, actor, target, half=half, said=words)
    try:
        prove(actor, proof, passkeys.site_of(request), request.session.session_key or "", second=half)
    except Refused as refused:
        if refused.refusal.code == ENDED.code:
            return again.shut(request, str(refused.refusal))
        return _confirm_page(request, actor, target, half=half, said=str(refused.refusal))
    again.renew(request, passed=half)
    if half:
        stepped_in(actor, Arrival(mark_of(request, actor.college_id), bare(actor.device), network(request)))
    return again.to_target(request, target)


def _confirm_page(request: HttpRequest, actor: PersonActor, target: str, *, half: bool, said: str = "") -> HttpResponse:
    step = half or again.asks_step(request)
    back, bears = again.ours(request, target), again.offers_key(request, actor, step=step)
    context = {"next": target, "back": back, "half": half, "step": step, "said": said, "passkeys": bears}
    return render(request, "people/confirm.html", context, status=422 if said else 200)


@sensitive_post_parameters("sealed", "code")
@require_http_methods(["GET", "HEAD", "POST"])
@on_the_way
def protection(request: HttpRequest, actor: PersonActor, *, half: bool) -> HttpResponse:
    """One's own second factor: set up, renewed, taken away. Whoever must have one and has none is led here."""
    if request.method != "POST":
        if wants_json(request):
            return JsonResponse(_new_passkey(request, actor).as_json())
        return _protection_page(request, actor, half=half)
    if not half:
        policy.confirmed(actor)
    do = DEEDS.get(request.POST.get("do", ""))
    if do is None:
        raise BadRequest(UNKNOWN)
    try:
        codes = do(request, actor)
    except Refused as refused:
        if refused.refusal.code == ENDED.code:
            return again.shut(request, str(refused.refusal))
        return _protection_page(request, actor, half=half, said=str(refused.refusal))
    if protection_of(actor).guards:
        again.renew(request, passed=True)
    target = request.POST.get("next", "")
    if codes:
        college = {"college": actor.college_name, "person": actor.full_name}
        return render(request, "people/recovery.html", {"codes": codes, "next": again.ours(request, target), **college})
    return again.to_target(request, target or reverse("people:protection"))


def _protection_page(request: HttpRequest, actor: PersonActor, *, half: bool, said: str = "") -> HttpResponse:
    account = actor.account_id
    if account is None:
        return redirect("portal:home")
    key, sealed = _key_again(request, actor)
    square = segno.make(key_address(key, actor.name), error="m")
    context = {
        "protection": protection_of(actor), "sealed": sealed, "key": key_words(key), "half": half, "said": said,
        "square": square.svg_data_uri(scale=4, border=2, dark="#000", light="#fff"),
        "next": request.POST.get("next", request.GET.get("next", "")),
        "must": actor.owes_step and is_staff(actor.roles),
        "passkeys": passkeys.site_of(request).bears_keys,
        # Nothing is bound before the second step is there.
        "broker": None if half else current(), "identities": [] if half else identities_of(actor),
        "college": college_by_id(str(actor.college_id)),
    }  # fmt: skip
    return render(request, "people/protection.html", context, status=422 if said else 200)


def _key_again(request: HttpRequest, actor: PersonActor) -> tuple[bytes, str]:
    """The key that stands in the application already, when its code was mistyped; else a fresh one."""
    account, sealed = actor.account_id, request.POST.get("sealed", "")
    known = factors.key_of(account, sealed) if account and sealed else None
    return (known, sealed) if known is not None else factors.new_key(account)  # type: ignore[arg-type]


def _new_passkey(request: HttpRequest, actor: PersonActor) -> passkeys.Question:
    account = actor.account_id
    known = passkeys_of(actor.college_id, account)  # type: ignore[arg-type]
    return passkeys.ask_new(passkeys.site_of(request), account, actor.name, actor.full_name, known)  # type: ignore[arg-type]


def _add_application(request: HttpRequest, actor: PersonActor) -> list[str]:
    said = request.POST
    return factors.add_application(actor, said.get("sealed", ""), said.get("code", ""), _key(request))


def _add_passkey(request: HttpRequest, actor: PersonActor) -> list[str]:
    token, said = request.POST.get("made-question", ""), request.POST.get("made", "")
    made = passkeys.check_new(passkeys.site_of(request), actor.account_id, token, said)  # type: ignore[arg-type]
    return factors.add_passkey(actor, made, device_name(request.headers.get("User-Agent", "")), _key(request))


def _codes(request: HttpRequest, actor: PersonActor) -> list[str]:
    return factors.renew_codes(actor, _key(request))


def _remove(request: HttpRequest, actor: PersonActor) -> list[str]:
    demanded = actor.owes_step
    factors.remove(actor, request.POST.get("factor", ""), _key(request), demanded=demanded)
    return []


def _key(request: HttpRequest) -> str:
    return request.session.session_key or ""


DEEDS: dict[str, Callable[[HttpRequest, PersonActor], list[str]]] = {
    "application": _add_application,
    "passkey": _add_passkey,
    "codes": _codes,
    "remove": _remove,
}
