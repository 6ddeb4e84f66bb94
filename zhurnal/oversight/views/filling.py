"""Today's filling."""

from datetime import date
from hashlib import blake2b

from django.http import HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import BadRequest
from zhurnal.oversight.queries.filling import load_filling, recent_number
from zhurnal.people.gate import SignedRequest, entitled

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
    page = load_filling(actor, day)
    response = render(request, "oversight/filling.html", {"page": page})
    response["ETag"] = tag
    return response


def _tag(request: SignedRequest, day: date) -> str:
    """Changes with any record in the college, with the minute, with the person's reach and look."""
    actor = request.actor
    parts = (
        actor.person_id, sorted(actor.roles), actor.departments, day, int(actor.now.timestamp()) // BEAT,
        recent_number(actor.college_id, int(actor.now.timestamp()) // PAUSE), request.COOKIES.get("appearance", ""),
    )  # fmt: skip
    return f'"{blake2b(repr(parts).encode(), digest_size=9).hexdigest()}"'


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
