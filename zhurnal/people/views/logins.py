"""One's own sessions, devices and password."""

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.ids import id_of
from zhurnal.people.actions.sessions import WRONG_PASSWORD, change_password, end_others, end_session, forget_device
from zhurnal.people.arrivals import mark_of, network
from zhurnal.people.entrance import guarded
from zhurnal.people.forms import PasswordForm
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Account
from zhurnal.people.policy import OWN
from zhurnal.people.queries.logins import own_logins


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def logins(request: SignedRequest) -> HttpResponse:
    """Where one is signed in; POST ends one (``end``), all the others (``others``), or forgets a device (``forget``)."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if request.method == "POST":
        if "others" in request.POST:
            end_others(request.actor, key)
        elif shown := id_of(request.POST.get("end", "")):
            end_session(request.actor, shown)
        elif device := id_of(request.POST.get("forget", "")):
            forget_device(request.actor, device)
        return redirect("people:logins")
    page = own_logins(request.actor, key, mark_of(request), network(request))
    return render(request, "people/logins.html", {"page": page})


@sensitive_post_parameters("former", "password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def password(request: SignedRequest) -> HttpResponse:
    """Another password; every other session ends."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = _changed(request, form)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
        else:
            request.session.cycle_key()
            request.session[HASH_SESSION_KEY] = account.get_session_auth_hash()
            return redirect("people:logins")
    return render(request, "people/password.html", {"form": form}, status=422 if request.method == "POST" else 200)


def _changed(request: SignedRequest, form: PasswordForm) -> Account:
    """The account with its new password; the former one is counted like any other try."""
    actor, said = request.actor, form.cleaned_data
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")

    def check() -> Account | None:
        try:
            return change_password(actor, key, said["former"], said["password"])
        except Refused as refused:
            if refused.refusal == WRONG_PASSWORD:
                return None
            raise

    account = guarded(request, actor.college_id, str(actor.account_id), check)
    if account is None:
        raise Refused(WRONG_PASSWORD)
    return account
