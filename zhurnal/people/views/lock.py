"""Closing the screen with one key, and opening it again; or somebody else signs in here (class computers)."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.answers import answer, wants_json
from zhurnal.kernel.errors import Refused
from zhurnal.organisation.queries import college_by_id
from zhurnal.people.actor import AccountFacts
from zhurnal.people.again import renew, to_target
from zhurnal.people.entrance import password_fits
from zhurnal.people.forms import SignInForm, UnlockForm
from zhurnal.people.gate import SIGNED_OUT, SignedRequest, signed_in
from zhurnal.people.middleware import Standing
from zhurnal.people.queries.accounts import login_of
from zhurnal.people.rules.names import full_name, initials
from zhurnal.people.views.sign_in import STATUS, WRONG


@require_POST
@signed_in
def lock(request: SignedRequest) -> HttpResponse:
    """Nothing more is shown in this session until the password is given; what was typed stays in the browser."""
    request.session["locked"] = datetime.now(UTC).isoformat()
    return JsonResponse({"closed": True}) if wants_json(request) else redirect("people:locked")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def locked(request: HttpRequest) -> HttpResponse:
    """The closed screen: the password opens it again, where the person was."""
    standing: Standing | None = getattr(request, "locked", None)
    if standing is None:
        return _not_locked(request)
    facts = standing.holder.facts
    form, status = UnlockForm(request.POST or None, initial={"next": request.GET.get("next", "")}), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            status = _opened(request, facts, form)
        if wants_json(request):
            return _said(form, status)
        if status == 302:
            return to_target(request, form.cleaned_data["next"])
    return _page(request, facts, form, status)


def _not_locked(request: HttpRequest) -> HttpResponse:
    """Opened meanwhile in another tab; or the session is over, and then no password opens the page again."""
    if not wants_json(request):
        return redirect("portal:home")
    actor = getattr(request, "actor", None)
    if actor is None or actor.full_name != request.POST.get("who", ""):
        return answer(request, 401, SIGNED_OUT, "signed_out")
    return JsonResponse({"open": True})


def _opened(request: HttpRequest, facts: AccountFacts, form: UnlockForm) -> int:
    """302 when the password fits and the session is open again; else a status, with the reason in the form."""
    login = login_of(facts.college_id, facts.account_id)
    try:
        account = password_fits(request, facts.college_id, login, form.cleaned_data["password"])
    except Refused as refused:
        form.add_error(None, str(refused.refusal))
        return STATUS.get(refused.refusal.code, 422)
    if account is None:
        form.add_error("password", WRONG)
        return 422
    request.session.pop("locked", None)
    renew(request)
    return 302


def _said(form: UnlockForm, status: int) -> HttpResponse:
    """The same for a page that is covered, not left."""
    if status == 302:
        return JsonResponse({"open": True})
    words = [str(text) for texts in form.errors.values() for text in texts]
    return JsonResponse({"message": " ".join(words)}, status=status)


def _page(request: HttpRequest, facts: AccountFacts, form: UnlockForm, status: int) -> HttpResponse:
    college = college_by_id(facts.college_id)
    context = {
        "form": form, "other": SignInForm(auto_id="other_%s"), "college": college,
        "name": full_name(facts.surname, facts.given, facts.patronymic), "initials": initials(facts.surname, facts.given),
    }  # fmt: skip
    return render(request, "people/locked.html", context, status=status)
