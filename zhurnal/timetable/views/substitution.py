"""The day's sheet, one lesson at the office's desk, the month's list, the debt of hours."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.dates import asked_day
from zhurnal.kernel.export import Format, answer
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.timetable.actions.lesson_link import set_link
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.actions.substitution_undo import undo_change
from zhurnal.timetable.forms import LinkForm, MoveForm, WayForm
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.policy import LEDGER, SET, SHEET
from zhurnal.timetable.queries.substitution_day import load_sheet
from zhurnal.timetable.queries.substitution_debts import debt_lines
from zhurnal.timetable.queries.substitution_lesson import load_desk, room_choices
from zhurnal.timetable.queries.substitution_month import load_month
from zhurnal.timetable.queries.substitution_table import month_table
from zhurnal.timetable.rules.arranging import NO_WAY, parse_way
from zhurnal.timetable.rules.link import BAD_LINK


@require_http_methods(["GET", "HEAD"])
@entitled(SHEET)
def sheet(request: SignedRequest) -> HttpResponse:
    """«Лист изменений» of a day; ``?day=`` chooses it."""
    return render(
        request,
        "timetable/change_sheet.html",
        {"sheet": load_sheet(request.actor, asked_day(request.GET.get("day", ""), request.actor.today))},
    )


@require_http_methods(["GET", "HEAD"])
@entitled(LEDGER)
def month(request: SignedRequest) -> HttpResponse:
    """«Ведомость замен» of the month that holds ``?day=``; ``?as=xlsx`` as a file."""
    found = load_month(request.actor, asked_day(request.GET.get("day", ""), request.actor.today))
    if request.GET.get("as") == "xlsx":
        file: Any = answer(month_table(request.actor.college_name, found), Format.XLSX)
        return file
    return render(request, "timetable/substitution_month.html", {"month": found})


@require_http_methods(["GET", "HEAD"])
@entitled(LEDGER)
def debts(request: SignedRequest) -> HttpResponse:
    """Hours that disciplines owe each other."""
    return render(request, "timetable/substitution_debts.html", {"lines": debt_lines(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET)
def lesson(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """One lesson: free teachers, other disciplines, groups to join; POST settles it."""
    found = doors.fetch(request.actor, SET, Lesson, pk=lesson)
    if request.method != "POST":
        return _desk(request, found)
    form = WayForm(request.POST)
    way = parse_way(request.POST.get("way", ""))
    if not form.is_valid() or way is None:
        return _desk(request, found, NO_WAY, form=form)
    refusal = arrange(request.actor, found, way, form.ground())
    return _desk(request, found, refusal, form=form) if refusal else _to_sheet(found.date)


@require_POST
@entitled(SET)
def move(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """Move one lesson."""
    found = doors.fetch(request.actor, SET, Lesson, pk=lesson)
    form = MoveForm(room_choices(request.actor), request.POST)
    if not form.is_valid():
        return _desk(request, found, Refusal("place", "Укажите день и номер пары."), moving=form)
    said = form.cleaned_data
    place = Place(said["date"], said["pair"], UUID(said["room"]) if said["room"] else None)
    refusal = move_lesson(request.actor, found, place, form.ground())
    return _desk(request, found, refusal, moving=form) if refusal else _to_sheet(place.date)


@require_POST
@entitled(SET)
def link(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """Tell the address of one remote lesson."""
    found = doors.fetch(request.actor, SET, Lesson, pk=lesson)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return _desk(request, found, BAD_LINK, linking=form)
    refusal = set_link(request.actor, found, form.cleaned_data["link"])
    return _desk(request, found, refusal, linking=form) if refusal else _to_sheet(found.date)


@require_POST
@entitled(SET)
def undo(request: SignedRequest, lesson: UUID) -> HttpResponse:
    """Take back what was done with the lesson."""
    found = doors.fetch(request.actor, SET, Lesson, pk=lesson)
    refusal = undo_change(request.actor, found)
    return _desk(request, found, refusal) if refusal else _to_sheet(found.date)


def _to_sheet(day: date) -> HttpResponse:
    return redirect(f"{reverse('timetable:change-sheet')}?day={day.isoformat()}")


def _desk(
    request: SignedRequest,
    found: Lesson,
    refusal: Refusal | None = None,
    *,
    form: WayForm | None = None,
    moving: MoveForm | None = None,
    linking: LinkForm | None = None,
) -> HttpResponse:
    """The desk with whatever was typed, and why it was not done."""
    rooms = room_choices(request.actor)
    start = {"date": found.date, "pair": found.pair, "cause": "other"}
    context = {
        "desk": load_desk(request.actor, found),
        "form": form or WayForm(),
        "moving": moving or MoveForm(rooms, initial=start),
        "linking": linking or LinkForm(initial={"link": found.link}),
        "chosen": request.POST.get("way", ""),
        "refusal": refusal,
    }
    return render(request, "timetable/substitution_lesson.html", context, status=409 if refusal else 200)
