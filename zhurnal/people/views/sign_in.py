"""Pages of signing in and out."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import college_by_code, college_by_id, colleges
from zhurnal.people.actions.entering import Arrival, Passing, Way, entered, known, note_passing, refused_often
from zhurnal.people.actions.proving import account_by_passkey
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.again import PASSKEY, QUESTION, ours, to_target
from zhurnal.people.arrivals import mark_of, network, next_token, set_token
from zhurnal.people.broker import current
from zhurnal.people.devices import device_name, tagged
from zhurnal.people.entrance import BUSY, TOO_OFTEN, after, alarming, not_told, password_fits
from zhurnal.people.forms import SignInForm
from zhurnal.people.models import Account
from zhurnal.people.on_the_road import OFFERED, drop
from zhurnal.people.passkeys import ask, read_answer, site_of
from zhurnal.people.rules.limits import life_of

WRONG = "Логин или пароль не подходит. Проверьте раскладку и заглавные буквы."
WRONG_KEY = (
    "Этот ключ входа здесь не подходит. Войдите с паролем; ключ заводят в меню под своим именем: «Вход и защита»."
)
CLOSED = "Доступ закрыт: сегодня у вас нет роли в этом колледже. Если это ошибка, обратитесь в учебную часть."

STATUS = {TOO_OFTEN.code: 429, BUSY.code: 503}


@require_http_methods(["GET", "HEAD"])
def choose_college(request: HttpRequest) -> HttpResponse:
    """Which college; with one college there is nothing to choose."""
    found = colleges()
    target = request.GET.get("next", "")
    if len(found) == 1:
        address = reverse("people:sign-in", args=[found[0].code])
        return redirect(f"{address}?{urlencode({'next': target})}" if target else address)
    return render(request, "people/choose_college.html", {"colleges": found, "next": target})


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest, code: str) -> HttpResponse:
    """Login and password of one college."""
    college = college_by_code(code)
    if college is None:
        raise Absent
    if wants_json(request):
        return JsonResponse(ask(site_of(request), college.id.hex).as_json())
    if request.POST.get(PASSKEY):
        return _with_passkey(request, college)
    form = SignInForm(request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method != "POST" or not form.is_valid():
        return _page(request, college, form)
    return _with_password(request, college, form)


def _with_password(request: HttpRequest, college: College, form: SignInForm) -> HttpResponse:
    """Login and password; wrong ones are counted, and their owner hears when they are many."""
    fields = form.cleaned_data
    try:
        account = password_fits(request, college.id, fields["login"], fields["password"])
    except Refused as refused:
        form.add_error(None, str(refused.refusal))
        return _page(request, college, form, STATUS.get(refused.refusal.code, 422))
    if account is not None and actor_of(account).roles:
        return enter(request, account, fields["next"], Way.PASSWORD, own=fields["own"])
    form.add_error(None, WRONG if account is None else CLOSED)
    response = _page(request, college, form)
    if account is None:
        warn_owner(request, response, college.id, fields["login"])
    return response


def _page(request: HttpRequest, college: College, form: SignInForm, status: int = 422) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "college": college,
        "passkeys": site_of(request).bears_keys,
        # A closed screen is opened by a password: the broker may know its owner still and would let in anybody who sits here.
        "broker": None if getattr(request, "locked", None) is not None else current(),
    }
    context["onward"] = urlencode({"next": form["next"].value() or ""})
    status = status if request.method == "POST" else 200
    response = render(request, "people/sign_in.html", context, status=status)
    if status in STATUS.values():
        response.headers["Retry-After"] = "60" if status == STATUS[TOO_OFTEN.code] else "5"
    return response


def warn_owner(request: HttpRequest, response: HttpResponse, college_id: UUID, login: str) -> None:
    """Once the answer is out, tell whoever the login belongs to that somebody goes on failing, if that is so."""
    if alarming(request, college_id, login):
        place = network(request)
        after(response, lambda: refused_often(college_id, login, place), lambda: not_told(college_id, login))


def _with_passkey(request: HttpRequest, college: College) -> HttpResponse:
    """A passkey alone."""
    account, target = _by_passkey(request, college.id), request.POST.get("next", "")
    if account is not None and actor_of(account).roles:
        return enter(request, account, target, Way.PASSKEY, passed=True, own=bool(request.POST.get("own")))
    form = SignInForm({"login": "-", "password": "-", "next": target})
    form.add_error(None, WRONG_KEY if account is None else CLOSED)
    form.data = {"next": target}
    return _page(request, college, form)


def _by_passkey(request: HttpRequest, college: UUID) -> Account | None:
    """The account whose passkey answered, if one did."""
    site, said = site_of(request), request.POST
    answer = read_answer(said.get(QUESTION, ""), said.get(PASSKEY, ""), college.hex)
    return account_by_passkey(college, answer, site) if answer is not None else None


def enter(
    request: HttpRequest, account: Account, target: str, way: Way, *, passed: bool = False, own: bool = False,
    proved: int | None = None,
) -> HttpResponse:  # fmt: skip
    """Begin a session of which nothing was there before and go where the person was going; the gate then asks for a second step where one is due.

    ``passed``: a passkey let him in, which is both steps in one, or a broker whose answer says as much. ``own``: he called the
    device his own. ``proved``: when he proved who he is (seconds since 1970), if that was not just now.
    """
    request.session.flush()  # Django's login goes on with a session of the same account, key, lock and all
    auth.login(request, account, backend="zhurnal.people.sign_in.CollegeBackend")
    name = device_name(request.headers.get("User-Agent", ""))
    response = to_target(request, target)
    college = account.college_id
    shown = mark_of(request, college)
    token = next_token(request, college, account.pk, known=known(college, shown))
    mark = set_token(response, college, token)
    device = tagged(name, token.partition(".")[0])
    actor = actor_of(account, device=device)
    _begin(request, actor, own=own, device=device)
    whole = passed or not account.guarded  # else nothing is proved before the second step
    request.session["passed"] = passed
    if whole:
        request.session["confirmed"] = int(datetime.now(UTC).timestamp()) if proved is None else proved
    if ours(request, target).partition("?")[0] != reverse("people:identity"):
        drop(response, OFFERED)  # whoever does not come from the page of a name that nobody has bound binds none
    entered(actor, Arrival(mark, name, network(request), shown), way, whole=whole)
    return response


def _begin(request: HttpRequest, actor: PersonActor, *, own: bool, device: str) -> None:
    """After login, into an empty session."""
    now = datetime.now(UTC)
    life = life_of(actor.roles, own=own, shared_minutes=actor.parameters.shared_idle_minutes)
    facts: dict[str, Any] = {
        "college": str(actor.college_id), "started": now.isoformat(), "device": device, "network": network(request),
        "own": own, "shown": uuid4().hex, "idle": int(life.idle.total_seconds()), "ends": (now + life.whole).isoformat(),
    }  # fmt: skip
    request.session.update(facts)
    # The cookie of a device that is not one's own goes with the browser's window.
    request.session.set_expiry(int(life.whole.total_seconds()) if own else 0)


def holder_of_request(request: HttpRequest) -> PersonActor | None:
    """Whose session it is, wholly in or not, closed or not."""
    standing = getattr(request, "locked", None) or getattr(request, "half", None)
    return standing.actor if standing is not None else getattr(request, "actor", None)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session on the server and wipe what the browser kept, but for entries that are in no journal yet."""
    row = college_by_id(request.session.get("college"))
    actor = holder_of_request(request)
    auth.logout(request)
    if actor is not None:
        note_passing(actor, Passing.OUT)
    response = redirect("people:sign-in", code=row.code) if row else redirect("people:choose-college")
    drop(response, OFFERED)  # the next person at this browser binds nobody else's name
    response["Clear-Site-Data"] = '"cache"' if request.POST.get("waiting") else '"cache", "storage"'
    return response
