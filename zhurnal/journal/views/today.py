"""The teacher's day."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.journal.queries.today import load_day
from zhurnal.journal.queries.unfilled import load_unfilled
from zhurnal.people.gate import SignedRequest, entitled

READ = "journal.lesson.read"
YEARS = range(2000, 2100)


def asked_day(request: SignedRequest) -> date:
    """The day named in the address; today when there is none or it cannot be read."""
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return request.actor.today
    return day if day.year in YEARS else request.actor.today


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def today(request: SignedRequest) -> HttpResponse:
    """«Сегодня»: lessons of the day, tomorrow, and what waits."""
    return render(request, "journal/today.html", {"day": load_day(request.actor, asked_day(request))})


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def unfilled(request: SignedRequest) -> HttpResponse:
    """«Не заполнено»: earlier lessons in which something is missing."""
    context = {"lessons": load_unfilled(request.actor), "grace_days": request.actor.parameters.grace_days,
               "today": request.actor.today}  # fmt: skip
    return render(request, "journal/unfilled.html", context)
