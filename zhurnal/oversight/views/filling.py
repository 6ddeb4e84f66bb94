"""Today's filling."""

from datetime import date
from hashlib import blake2b
from uuid import UUID

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import doors, policy
from zhurnal.kernel.dates import asked_day
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.packing import gzip_page
from zhurnal.oversight.actions.reminders import set_evening
from zhurnal.oversight.forms import EveningForm
from zhurnal.oversight.policy import OWN_FILLING as OWN
from zhurnal.oversight.policy import SET_EVENING
from zhurnal.oversight.policy import TEACHER_FILLING as TEACHER
from zhurnal.oversight.queries.calendar import load_calendar
from zhurnal.oversight.queries.filling import Narrow, load_filling, recent_number
from zhurnal.oversight.rules.filling import Standing
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person

BEAT = 60  # seconds after which time alone may have changed the page
PAUSE = 10  # seconds within which an open page is not drawn twice, however much is written in the college


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled("oversight.filling.read")
def filling(request: SignedRequest) -> HttpResponse:
    """How the day's lessons are filled, by department; whom to remind."""
    actor, day = request.actor, _day(request)
    tag = _tag(request, day)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        return HttpResponseNotModified(headers={"ETag": tag})
    context = {"page": load_filling(actor, day, _narrow(request)), "evening": policy.may(actor, SET_EVENING)}
    response = render(request, "oversight/filling.html", context)
    response["ETag"] = tag
    return response


def _tag(request: SignedRequest, day: date) -> str:
    """Changes with any record in the college, with the minute, with the person's reach and look."""
    actor = request.actor
    parts = (
        actor.person_id, sorted(actor.roles), actor.departments, day, _narrow(request), int(actor.now.timestamp()) // BEAT,
        recent_number(actor.college_id, int(actor.now.timestamp()) // PAUSE), request.COOKIES.get("appearance", ""),
    )  # fmt: skip
    return f'"{blake2b(repr(parts).encode(), digest_size=9).hexdigest()}"'


def _narrow(request: SignedRequest) -> Narrow:
    """What the address narrows the page to; what cannot be read narrows nothing."""
    asked = request.GET.get("of", "")
    return Narrow(
        _id(request.GET.get("department", "")), _id(request.GET.get("group", "")),
        Standing(asked) if asked in set(Standing) else None, asked == "owed",
    )  # fmt: skip


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OWN)
def own_filling(request: SignedRequest) -> HttpResponse:
    """A teacher's own month: which days are red and yellow, and what is missing."""
    actor = request.actor
    return _month(request, doors.fetch(actor, OWN, Person, pk=actor.person_id), own=True)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(TEACHER)
def teacher_filling(request: SignedRequest, teacher: UUID) -> HttpResponse:
    """The same month for who watches him, in the watcher's groups."""
    return _month(request, doors.fetch(request.actor, TEACHER, Person, pk=teacher), own=False)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET_EVENING)
def evening(request: SignedRequest) -> HttpResponse:
    """From which hour teachers are reminded, and whether by mail too."""
    if request.method != "POST":
        own = request.actor.parameters
        form = EveningForm(initial={"hour": own.evening_hour, "mail": own.mail_notices})
        return render(request, "oversight/evening.html", {"form": form})
    form = EveningForm(request.POST)
    if not form.is_valid():
        return render(request, "oversight/evening.html", {"form": form}, status=422)
    set_evening(request.actor, form.cleaned_data["hour"], mail=form.cleaned_data["mail"])
    return redirect("oversight:filling")


def _month(request: SignedRequest, teacher: Person, *, own: bool) -> HttpResponse:
    day = asked_day(f"{request.GET.get('month', '')}-01", request.actor.today)
    page = load_calendar(request.actor, teacher, min(day, request.actor.today), own=own)
    return render(request, "oversight/teacher_filling.html", {"page": page, "own": own})


def _day(request: SignedRequest) -> date:
    """The day of the address, today without one; days ahead have nothing to be filled."""
    given = request.GET.get("day", "")
    try:
        found = parse_date(given) if given.startswith("20") else None
    except ValueError:
        found = None
    if given and found is None:
        message = "Такой даты нет."
        raise BadRequest(message)
    return min(found or request.actor.today, request.actor.today)
