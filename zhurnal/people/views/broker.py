"""Signing in through an identity broker, and binding its name to one's account."""

from hmac import compare_digest
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import Absent, BadRequest, Refused
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.organisation.models import College
from zhurnal.organisation.queries import college_by_code, college_by_id
from zhurnal.people.actions.entering import Way
from zhurnal.people.actions.identities import account_by_identity, bind, unbind
from zhurnal.people.actions.trying import ENDED
from zhurnal.people.actor import PersonActor, actor_of
from zhurnal.people.again import shut
from zhurnal.people.broker import AWAY, BUSY, DENIED, STALE, STRANGE, Broker, current, journey, who
from zhurnal.people.entrance import TOO_OFTEN, knocked, let_in
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.on_the_road import OFFERED, ROAD, Offer, Road, drop, offer, offer_of, road_of, set_off
from zhurnal.people.policy import OWN
from zhurnal.people.rules.brokers import Told
from zhurnal.people.views.sign_in import CLOSED, enter

UNKNOWN = "Не понять, что сделать. Обновите страницу."
OTHER_OFFER = Refusal(
    "other_offer", "За это время в браузере вошли в единый вход под другим именем. Посмотрите на имя ещё раз."
)
NO_OFFER = Refusal("no_offer", "Прошло слишком много времени. Начните привязку ещё раз.")
LOCKED = Refusal(
    "locked",
    "Экран закрыт. Единый вход открыл бы журнал без пароля, поэтому здесь он не работает: введите пароль или выберите «Войти другому человеку».",
)
OFTEN = Refusal(TOO_OFTEN.code, "Слишком много попыток подряд. Подождите минуту и попробуйте снова.")
STATUS = {AWAY.code: 503, BUSY.code: 503, TOO_OFTEN.code: 429, LOCKED.code: 403}
STEPS = 2  # there and back
LONGEST = 2048  # signs of a code
LONGEST_TARGET = 500  # signs of the address where he goes on: all of it or none


@require_http_methods(["GET", "HEAD"])
def broker(request: HttpRequest, code: str) -> HttpResponse:
    """Off to the broker; ``binds`` of somebody who is signed in: to bind what he comes back with, else to sign in."""
    college, known = college_by_code(code), current()
    if college is None or known is None:
        raise Absent
    if _locked(request):
        return _said(request, college, known, LOCKED)
    if request.headers.get("Sec-Fetch-Site") == "cross-site":
        return _asked_here(request, college, known)
    actor = getattr(request, "actor", None)
    binds = actor.account_id.hex if "binds" in request.GET and actor and actor.college_id == college.id else ""
    try:
        _knocked(request, college)
        address, road = journey(known, _back(request))
    except Refused as refused:
        return _said(request, college, known, refused.refusal)
    response = redirect(address)
    target = request.GET.get("next", "")
    set_off(response, road, str(college.id), target if len(target) <= LONGEST_TARGET else "", binds)
    return response


@require_http_methods(["GET", "HEAD"])
def broker_return(request: HttpRequest) -> HttpResponse:
    """Back from the broker, once."""
    known, road = current(), road_of(request)
    if known is None:
        raise Absent
    college = college_by_id(road.college) if road is not None else None
    state = request.GET.get("state", "")
    if road is None or college is None or not compare_digest(road.state.encode(), state.encode()):
        return _said(request, None, known, STALE)
    if _locked(request):
        response = _said(request, college, known, LOCKED)
    else:
        try:
            response = _arrived(request, college, known, road)
        except Refused as refused:
            response = _said(request, college, known, refused.refusal)
            if refused.refusal.code in (BUSY.code, OFTEN.code):
                return response  # the code is not used yet: the same page asked for once more goes on
    drop(response, ROAD)
    return response


@sensitive_variables("code", "told")
def _arrived(request: HttpRequest, college: College, known: Broker, road: Road) -> HttpResponse:
    code = request.GET.get("code", "")
    if "error" in request.GET or not 0 < len(code) <= LONGEST:
        return _said(request, college, known, DENIED if request.GET.get("error") == "access_denied" else STRANGE)
    _knocked(request, college)
    told = who(known, code, request.GET.get("iss"), _back(request), road.known)
    if road.binds:
        return _bound_by(request, college, known, road, told)
    account = account_by_identity(college.id, told)
    if account is None:
        return _nobody(request, college, known, told)
    if not actor_of(account).roles:
        return _said(request, college, known, Refusal("closed", CLOSED))
    let_in(request, STEPS)
    return enter(request, account, road.target, Way.BROKER, passed=told.step, proved=told.at)


def _bound_by(request: HttpRequest, college: College, known: Broker, road: Road, told: Told) -> HttpResponse:
    """Back to whoever went to bind, if it is still he; he is asked once more, by a form of this site."""
    actor = getattr(request, "actor", None)
    if actor is None or actor.account_id is None or actor.account_id.hex != road.binds:
        return _said(request, college, known, STALE)
    response = redirect("people:identity")
    offer(response, told, str(college.id), actor.account_id.hex)
    return response


def _asked_here(request: HttpRequest, college: College, known: Broker) -> HttpResponse:
    """A link of another site begins nothing: it could sign a person in, or bind him, as somebody else. He presses here himself."""
    onward = urlencode({name: request.GET[name] for name in ("next", "binds") if name in request.GET})
    return render(request, "people/broker.html", {"college": college, "broker": known, "onward": onward, "press": True})


def _nobody(request: HttpRequest, college: College, known: Broker, told: Told) -> HttpResponse:
    """Nobody has bound this name: no account is made of it, whatever it is; its owner may bind it when he has proved who he is."""
    context = {"college": college, "broker": known, "name": told.name, "unbound": True}
    response = render(request, "people/broker.html", context, status=403)
    offer(response, told, str(college.id))
    return response


def _said(request: HttpRequest, college: College | None, known: Broker, refusal: Refusal) -> HttpResponse:
    status = STATUS.get(refusal.code, 422)
    context = {"college": college, "broker": known, "said": str(refusal), "locked": refusal.code == LOCKED.code}
    response = render(request, "people/broker.html", context, status=status)
    if status in (429, 503):
        response.headers["Retry-After"] = "60" if status == 429 else "5"
    return response


def _locked(request: HttpRequest) -> bool:
    """Whether a closed screen stands in this browser: whoever sits before it may be anybody, and the broker may know its owner still."""
    return getattr(request, "locked", None) is not None


def _knocked(request: HttpRequest, college: College) -> None:
    try:
        knocked(request, college.id)
    except Refused:
        raise Refused(OFTEN) from None


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(OWN)
def identity(request: SignedRequest) -> HttpResponse:
    """Whether to bind what came back from the broker; POST binds it (``do=bind``) or ends a binding (``do=unbind``)."""
    known, said = current(), ""
    offered = offer_of(request)
    if offered is not None and not _is_his(offered, request.actor):
        offered = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "unbind":
                unbind(request.actor, id_of(request.POST.get("identity", "")) or UUID(int=0), _key(request))
            elif request.POST.get("do") != "bind":
                raise BadRequest(UNKNOWN)
            elif offered is None or known is None or offered.issuer != known.issuer:
                raise Refused(NO_OFFER)
            elif not compare_digest(offered.mark.encode(), request.POST.get("offer", "").encode()):
                raise Refused(OTHER_OFFER)
            else:
                bind(request.actor, Told(offered.issuer, offered.subject, offered.name, False, 0), _key(request))
        except Refused as refused:
            if refused.refusal.code == ENDED.code:
                return shut(request, str(refused.refusal))
            said = str(refused.refusal)
        else:
            response = redirect("people:protection")
            drop(response, OFFERED)
            return response
    elif offered is None or known is None:
        return redirect("people:protection")
    context = {"offered": offered, "broker": known, "said": said}
    return render(request, "people/identity.html", context, status=409 if said else 200)


def _is_his(offered: Offer, actor: PersonActor) -> bool:
    own = "" if actor.account_id is None else actor.account_id.hex
    return offered.college == str(actor.college_id) and offered.account in ("", own)


def _back(request: HttpRequest) -> str:
    """The one address to which the broker sends people back."""
    return request.build_absolute_uri(reverse("people:broker-return"))


def _key(request: HttpRequest) -> str:
    return request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
