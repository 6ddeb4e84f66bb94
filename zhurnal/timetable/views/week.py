"""The week of a group, a teacher or a room."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.dates import asked_day
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.policy import WEEK
from zhurnal.timetable.queries.week import KINDS, load_week


@require_http_methods(["GET", "HEAD"])
@entitled(WEEK)
def week(request: SignedRequest) -> HttpResponse:
    """``?by=group|teacher|room&whose=…&day=…``; prints on one landscape page."""
    asked = request.GET
    day = asked_day(asked.get("day", ""), request.actor.today)
    page = load_week(request.actor, asked.get("by", "group"), asked.get("whose", "").replace("-", ""), day)
    return render(request, "timetable/week.html", {"page": page, "kinds": KINDS.items(), "today": request.actor.today})
