"""Closing the screen with one key, and opening it again; or somebody else signs in here (class computers)."""

from typing import cast

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.answers import SIGNED_OUT, answer, wants_json
from zhurnal.kernel.errors import Refused
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actions.entering import Passing, close_screen, record_passing
from zhurnal.people.actor import AccountFacts, PersonActor
from zhurnal.people.again import renew, to_target
from zhurnal.people.entrance import password_fits
from zhurnal.people.forms import SignInForm, UnlockForm
from zhurnal.people.gate import SignedRequest, signed_in
from zhurnal.people.middleware import Standing
from zhurnal.people.models import Account
from zhurnal.people.queries.accounts import login_of
from zhurnal.people.rules.names import full_name, initials
from zhurnal.people.session_store import SessionStore
from zhurnal.people.views.sign_in import STATUS, WRONG, warn_owner


@require_POST
@signed_in
def lock(request: SignedRequest) -> HttpResponse:
    """Nothing more is shown in this session until the password is given; what was typed stays in the browser."""
    if not close_screen(request.actor, cast(SessionStore, request.session)):
        return answer(request, 401, SIGNED_OUT, "signed_out")
    return JsonResponse({"closed": True}) if wants_json(request) else redirect("people:locked")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """The closed screen: the password opens it again, where the person was."""
    standing: Standing | None = getattr(request, "locked", None)
    if standing is None:
        return _not_locked(request)
    form = UnlockForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method != "POST":
        return _page(request, standing.holder.facts, form, 200)
    account, status = _owner(request, standing.actor, form)
    if account is not None:
        request.session.pop("locked", None)
        record_passing(standing.actor, Passing.UNLOCK)
        renew(request, fresh=not account.guarded)  # the page opens; what weighs is not proved by a password alone
    if wants_json(request):
        return _said(request, standing.actor, form, status)
    if account is not None:
        return to_target(request, form.cleaned_data["next"])
    return _warned(request, standing.actor, _page(request, standing.holder.facts, form, status))


def _not_locked(request: HttpRequest) -> HttpResponse:
    """Opened meanwhile in another tab, or never closed here; or the session is over, and then no password opens the page again."""
    if not wants_json(request):
        return redirect("portal:home")
    actor: PersonActor | None = getattr(request, "actor", None)
    if actor is None or actor.full_name != request.POST.get("who", ""):
        return answer(request, 401, SIGNED_OUT, "signed_out")
    form = UnlockForm(request.POST)
    _account, status = _owner(request, actor, form)
    return _said(request, actor, form, status)


def _owner(request: HttpRequest, actor: PersonActor, form: UnlockForm) -> tuple[Account | None, int]:
    """The account whose password was given, and 302; else None and another status, with the reason in the form."""
    if not form.is_valid():
        return None, 422
    login = login_of(actor.college_id, actor.account_id)  # type: ignore[arg-type]
    try:
        account = password_fits(request, actor.college_id, login, form.cleaned_data["password"])
    except Refused as refused:
        form.add_error(None, str(refused.refusal))
        return None, STATUS.get(refused.refusal.code, 422)
    if account is None:
        form.add_error("password", WRONG)
        return None, 422
    return account, 302


def _warned(request: HttpRequest, actor: PersonActor, response: HttpResponse) -> HttpResponse:
    """The owner hears when wrong passwords are many."""
    warn_owner(request, response, actor.college_id, login_of(actor.college_id, actor.account_id))  # type: ignore[arg-type]
    return response


def _said(request: HttpRequest, actor: PersonActor, form: UnlockForm, status: int) -> HttpResponse:
    """The same for a page that is covered, not left."""
    if status == 302:
        return JsonResponse({"open": True})
    words = [str(text) for texts in form.errors.values() for text in texts]
    return _warned(request, actor, JsonResponse({"message": " ".join(words)}, status=status))


def _page(request: HttpRequest, facts: AccountFacts, form: UnlockForm, status: int) -> HttpResponse:
    college = college_by_id(facts.college_id)
    context = {
        "form": form, "other": SignInForm(auto_id="other_%s"), "college": college,
        "name": full_name(facts.surname, facts.given, facts.patronymic), "initials": initials(facts.surname, facts.given),
    }  # fmt: skip
    return render(request, "people/locked.html", context, status=status)
