"""The timetable of a person."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.journal.queries.timetable import load_week
from zhurnal.kernel import policy
from zhurnal.kernel.dates import asked_day
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.policy import FEED, WEEK


@require_http_methods(["GET", "HEAD"])
@entitled("timetable.own.read")
def timetable(request: SignedRequest) -> HttpResponse:
    """«Расписание»: a week; ``?day=`` chooses it, ``?whose=`` a child, a group or (for the dispatcher) anybody."""
    week = load_week(
        request.actor, asked_day(request.GET.get("day", ""), request.actor.today), request.GET.get("whose", "")
    )
    links = {"subscribes": policy.may(request.actor, FEED), "sees_weeks": policy.may(request.actor, WEEK)}
    return render(request, "journal/timetable.html", {"week": week, **links})
