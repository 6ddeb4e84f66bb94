"""Days that work by another weekday."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.actions.moved_days import set_moved_day
from zhurnal.timetable.pattern_forms import WEEKDAYS_TO_WORDS, MovedDayForm
from zhurnal.timetable.policy import PATTERN_WRITE
from zhurnal.timetable.queries.moved_days import moved_days_of


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PATTERN_WRITE)
def moved_days(request: SignedRequest) -> HttpResponse:
    """The list, and a form for one more or for giving one back."""
    form = MovedDayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        set_moved_day(request.actor, form.cleaned_data["date"], form.cleaned_data["weekday"] or None)
        return redirect("timetable:moved-days")
    days = [(day, WEEKDAYS_TO_WORDS[weekday - 1]) for day, weekday in moved_days_of(request.actor)]
    context = {"form": form, "days": days}
    return render(request, "timetable/moved_days.html", context, status=422 if form.errors else 200)
