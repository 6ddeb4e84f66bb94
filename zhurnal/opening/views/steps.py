"""The wizard: each step is one page; it may be left and resumed."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.academic_year.models import AcademicYear
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.opening.actions.calendar import save_year
from zhurnal.opening.actions.deeds import alone
from zhurnal.opening.actions.deeds import undo as undo_deed
from zhurnal.opening.actions.groups import carry_over, save_plans
from zhurnal.opening.actions.state import settle
from zhurnal.opening.actions.study import create_journals
from zhurnal.opening.crossing import load_crossing
from zhurnal.opening.desk import TABLES
from zhurnal.opening.forms import FileForm, TableForm, YearForm, read_choices, read_plans, usual_year
from zhurnal.opening.graphics import take
from zhurnal.opening.policy import RUN
from zhurnal.opening.queries.check import first_record
from zhurnal.opening.queries.steps import opened, where_to_resume, years_of
from zhurnal.opening.rules.holidays import DayOff, holidays_text, read_holidays
from zhurnal.opening.rules.production_calendar import LARGEST, read_calendar
from zhurnal.opening.rules.steps import SLUGS, next_step
from zhurnal.opening.rules.tables import Problem, Unreadable
from zhurnal.opening.step_page import show_step
from zhurnal.people.gate import SignedRequest, entitled

LARGE = "Таблица слишком велика: разделите её на части."
TAKEN = "Учебный год с таким началом уже заведён: откройте его в списке лет."


@require_http_methods(["GET", "HEAD"])
@entitled(RUN)
def years(request: SignedRequest) -> HttpResponse:
    """The years of the college; without any, the form of the first."""
    found = years_of(request.actor)
    if not found:
        return redirect("opening:new")
    rows = [(year, where_to_resume(year), _standing(year, request.actor.today)) for year in found[:6]]
    return render(request, "opening/years.html", {"rows": rows})


def _standing(year: AcademicYear, today: date) -> str:
    """What there is to do with a year, in a word: only one that is not taught yet is still being opened."""
    if year.ends < today:
        return "закончился"
    if opened(year):
        return "открыт"
    return "идёт" if year.starts <= today and first_record(year) else "продолжить открытие"


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RUN)
def new(request: SignedRequest) -> HttpResponse:
    """A year that is not there yet."""
    there = {year.starts.year for year in years_of(request.actor)}
    form = YearForm(request.POST or None, initial=usual_year(request.actor.today, there))
    if request.method == "POST" and form.is_valid():
        made = save_year(request.actor, None, form.dates())
        if made is not None:
            settle(request.actor, made, "year")
            return redirect("opening:step", year=made.pk, step="bells")
        form.add_error(None, TAKEN)
    status = 422 if request.method == "POST" else 200
    return render(request, "opening/new.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RUN)
def step(request: SignedRequest, year: UUID, step: str = "year") -> HttpResponse:
    """One step of a year."""
    found = doors.fetch(request.actor, RUN, AcademicYear, pk=year)
    if step not in SLUGS:
        raise Absent
    if request.method == "POST":
        if request.POST.get("decision") == "settle":
            return _settled(request, found, step)
        return _saved(request, found, step)
    return show_step(request, found, step)


@require_POST
@entitled(RUN)
def undo(request: SignedRequest, year: UUID) -> HttpResponse:
    """Take back a saved step."""
    found = doors.fetch(request.actor, RUN, AcademicYear, pk=year)
    try:
        deed = UUID(request.POST.get("deed", ""))
        step = undo_deed(request.actor, found, deed, first_record(found))
    except ValueError:
        return show_step(request, found, "check", said="Такого шага нет: обновите страницу.", status=422)
    except Refused as refused:
        return show_step(request, found, "check", said=str(refused.refusal), status=409)
    if found not in years_of(request.actor):
        return redirect("opening:years")  # the year itself was taken back
    return redirect("opening:step", year=found.pk, step=step)


def _settled(request: SignedRequest, year: AcademicYear, slug: str) -> HttpResponse:
    settle(request.actor, year, slug)
    if slug == SLUGS[-1]:
        return redirect("opening:step", year=year.pk, step=slug)
    return redirect("opening:step", year=year.pk, step=next_step(slug))


def _saved(request: SignedRequest, year: AcademicYear, slug: str) -> HttpResponse:
    """Save the step and go on to the next, or show it again with what was typed and what is wrong."""
    try:
        answer = _save(request, year, slug)
    except Refused as refused:
        answer = {"problems": [Problem(0, str(refused.refusal))], "text": request.POST.get("text", "")}
    if answer is None:
        return _settled(request, year, slug)
    return show_step(request, year, slug, answer, status=422 if answer.get("problems") or "form" in answer else 200)


def _save(request: SignedRequest, year: AcademicYear, slug: str) -> dict[str, Any] | None:
    """None when it is saved, else what the page shows again."""
    actor = request.actor
    if slug == "holidays" and "calendar" in request.FILES:
        return _calendar(request, year)
    if slug == "year":
        return _year(request, year)
    if slug == "practice" and request.POST.get("decision") == "graphic":
        return _graphic(request, year)
    if slug in TABLES and "without" in request.POST:
        return _without(request)
    with alone(actor):
        return _written(request, year, slug)


def _written(request: SignedRequest, year: AcademicYear, slug: str) -> dict[str, Any] | None:
    actor = request.actor
    if slug in TABLES:
        form = TableForm(request.POST)
        text = request.POST.get("text", "")
        if not form.is_valid():
            return {"problems": [Problem(0, LARGE)], "text": text}
        problems = TABLES[slug].write(actor, year, text)
        return {"problems": problems, "text": text} if problems else None
    if slug == "carry":
        choices = read_choices(request.POST)
        problems = carry_over(actor, year, choices)
        shown = {"problems": problems, "crossing": load_crossing(year, choices), "choices": choices}
        return shown if problems else None
    if slug == "plans":
        problems = save_plans(actor, year, read_plans(request.POST))
        return {"problems": problems} if problems else None
    if slug == "journals":
        create_journals(actor, year)
    return None


def _year(request: SignedRequest, year: AcademicYear) -> dict[str, Any] | None:
    form = YearForm(request.POST)
    if form.is_valid():
        dates = form.dates()
        if dates.name != year.name:
            form.add_error("starts", f"Это {year.name} учебный год: он начинается в {year.starts.year} году.")
        elif save_year(request.actor, year, dates) is not None:
            return None
    return {"form": form}


def _graphic(request: SignedRequest, year: AcademicYear) -> dict[str, Any]:
    """Practice of the plans is put into the table that was sent; nothing is saved until the person says so."""
    form = TableForm(request.POST)
    if not form.is_valid():
        return {"problems": [Problem(0, LARGE)], "text": request.POST.get("text", "")}
    text, said, problems = take(year, form.cleaned_data["text"])
    return {"problems": problems, "text": text, "read": said}


def _without(request: SignedRequest) -> dict[str, Any]:
    """The table without the lines that could not be saved, which are named; nothing is saved until the person says so."""
    wrong = {int(line) for line in request.POST["without"].split(",") if line.isdecimal()}
    lines = list(enumerate(request.POST.get("text", "").replace("\r", "").split("\n"), 1))
    left_out = [Problem(number, line) for number, line in lines if number in wrong]
    said = f"Из таблицы убрано строк: {len(left_out)}, они названы ниже. Остальное ещё не сохранено."
    return {
        "text": "\n".join(line for number, line in lines if number not in wrong),
        "read": said,
        "left_out": left_out,
    }


def _calendar(request: SignedRequest, year: AcademicYear) -> dict[str, Any]:
    """Days of the file are put beside those in the table; nothing is saved until the person says so."""
    text = request.POST.get("text", "")
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return {"problems": [Problem(0, str(errors[0])) for errors in form.errors.values()], "text": text}
    try:
        days = read_calendar(form.cleaned_data["calendar"].read(LARGEST + 1))
    except Unreadable as problem:
        return {"problems": [Problem(0, str(problem))], "text": text}
    known, problems = read_holidays(text)
    within = {day.date: day for day in days if year.starts <= day.date <= year.ends}
    merged: dict[Any, DayOff] = {**{day.date: day for day in known}, **within}
    said = f"Из файла взято дней: {len(within)}. Проверьте таблицу и нажмите «Сохранить и дальше»."
    return {"problems": problems, "text": text if problems else holidays_text(merged.values()), "read": said}
