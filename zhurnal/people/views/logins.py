"""One's own sessions, devices and password."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import id_of
from zhurnal.people.actions.entering import refused_often
from zhurnal.people.actions.sessions import WRONG_PASSWORD, change_password, end_others, end_session, forget_device
from zhurnal.people.actions.trying import ENDED
from zhurnal.people.again import asks_step, shut
from zhurnal.people.arrivals import mark_of, network
from zhurnal.people.entrance import after, guarded
from zhurnal.people.forms import PasswordForm
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Account
from zhurnal.people.policy import OWN
from zhurnal.people.queries.accounts import login_of
from zhurnal.people.queries.logins import own_logins
from zhurnal.people.views.sign_in import warn_owner


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def logins(request: SignedRequest) -> HttpResponse:
    """Where one is signed in; POST ends one (``end``), all the others (``others``), or forgets a device (``forget``)."""
    key = _key(request)
    if request.method == "POST":
        if "others" in request.POST:
            end_others(request.actor, key)
        elif shown := id_of(request.POST.get("end", "")):
            end_session(request.actor, shown)
        elif device := id_of(request.POST.get("forget", "")):
            forget_device(request.actor, device)
        return redirect("people:logins")
    page = own_logins(request.actor, key, mark_of(request, request.actor.college_id), network(request))
    return render(request, "people/logins.html", {"page": page})


@sensitive_post_parameters("former", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def password(request: SignedRequest) -> HttpResponse:
    """Another password; every other session ends.

    Whoever has a second step proves it first (2.9): a former password may have been seen being typed.
    """
    if asks_step(request) and not request.actor.fresh:
        return redirect(f"{reverse('people:confirm')}?{urlencode({'next': request.path})}")
    form, login = PasswordForm(request.POST or None), ""
    if request.method == "POST" and form.is_valid():
        login = login_of(request.actor.college_id, request.actor.account_id)  # type: ignore[arg-type]
        try:
            account = _changed(request, form, login)
        except Refused as refused:
            if refused.refusal.code == ENDED.code:
                return _ended(request, login, refused)
            form.add_error(None, str(refused.refusal))
        else:
            request.session.cycle_key()
            request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
            return redirect("people:logins")
    status = 422 if request.method == "POST" else 200
    response = render(request, "people/password.html", {"form": form}, status=status)
    if login:
        warn_owner(request, response, request.actor.college_id, login)
    return response


def _changed(request: SignedRequest, form: PasswordForm, login: str) -> Account:
    """The account with its new password; the former one is counted like any other try under this login."""
    actor, said, wrong = request.actor, form.cleaned_data, Refused(WRONG_PASSWORD)

    def check() -> Account | None:
        nonlocal wrong
        try:
            return change_password(actor, _key(request), said["former"], said["password"])
        except Refused as refused:
            if refused.refusal.code not in {WRONG_PASSWORD.code, ENDED.code}:
                raise
            wrong = refused
            return None

    account = guarded(request, actor.college_id, login, check)
    if account is None:
        raise wrong
    return account


def _ended(request: SignedRequest, login: str, refused: Refused) -> HttpResponse:
    """The session is gone; by the fifth wrong password, and then its owner hears of it."""
    college, place = request.actor.college_id, network(request)
    response = shut(request, str(refused.refusal))
    if refused.refusal == ENDED:
        after(response, lambda: refused_often(college, login, place))
    return response


def _key(request: SignedRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
