"""The teacher's day."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from zhurnal.journal.queries.today import load_day
from zhurnal.journal.queries.unfilled import load_unfilled
from zhurnal.journal.rules.locks import time_words
from zhurnal.kernel.dates import asked_day
from zhurnal.people.gate import SignedRequest, entitled, kept

READ = "journal.lesson.read"


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
@kept
def today(request: SignedRequest) -> HttpResponse:
    """«Сегодня»: lessons of the day, tomorrow, and what waits."""
    return render(
        request,
        "journal/today.html",
        {"day": load_day(request.actor, asked_day(request.GET.get("day", ""), request.actor.today))},
    )


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def unfilled(request: SignedRequest) -> HttpResponse:
    """«Не заполнено»: earlier lessons in which something is missing."""
    context = {"lessons": load_unfilled(request.actor), "time_words": time_words(request.actor.parameters),
               "today": request.actor.today}  # fmt: skip
    return render(request, "journal/unfilled.html", context)
