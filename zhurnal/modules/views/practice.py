"""The pages of practice: overview, a day, places, papers and marks, competences, sheets in print."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.assessment.rules.values import MARKS
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.modules.actions.competences import judge, list_competences
from zhurnal.modules.actions.days import Overtaken, strike_day, write_day
from zhurnal.modules.actions.pages import Arranged, arrange_page, set_places
from zhurnal.modules.actions.papers import grade
from zhurnal.modules.forms import (
    ArrangeForm,
    CompetenceForm,
    read_day_table,
    read_grades,
    read_places,
    read_verdicts,
)
from zhurnal.modules.models import PracticePage
from zhurnal.modules.policy import PRACTICE_ARRANGE, PRACTICE_READ, PRACTICE_WRITE
from zhurnal.modules.queries.practice import (
    as_typed,
    enterprises_of,
    load_day,
    load_mastery,
    load_page,
    teachers_of,
)
from zhurnal.people.gate import SignedRequest, entitled

ABOUT = ("group", "group__department", "discipline", "term", "leader")


def _page(request: SignedRequest, action: str, page: UUID) -> PracticePage:
    return doors.fetch(request.actor, action, PracticePage, related=ABOUT, pk=page)


@require_http_methods(["GET", "HEAD"])
@entitled(PRACTICE_READ)
def page(request: SignedRequest, page: UUID) -> HttpResponse:
    """Students × days, papers, marks."""
    found = _page(request, PRACTICE_READ, page)
    return render(request, "modules/practice.html", {"page": load_page(request.actor, found)})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PRACTICE_ARRANGE)
def arrange(request: SignedRequest, page: UUID) -> HttpResponse:
    """Days, hours and leader."""
    found = _page(request, PRACTICE_ARRANGE, page)
    names = ("starts", "ends", "hours_planned", "hours_per_day")
    first = {name: getattr(found, name) for name in names} | {"leader": str(found.leader_id or "")}
    fields = request.POST if request.method == "POST" else None
    form = ArrangeForm(teachers_of(request.actor, [found.leader_id]), fields, initial=first)
    if fields is not None and form.is_valid():
        try:
            arrange_page(request.actor, found, Arranged(**form.cleaned_data))
            return redirect("modules:practice", found.pk)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
    context = {"page": found, "form": form}
    return render(request, "modules/arrange.html", context, status=200 if fields is None else 422)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PRACTICE_WRITE)
def day(request: SignedRequest, page: UUID, day: date) -> HttpResponse:
    """One day of the whole group: what was done, and hours of each."""
    found = _page(request, PRACTICE_WRITE, page)
    shown, status, trouble = load_day(request.actor, found, day), 200, ""
    troubles: dict[UUID, str] = {}
    if request.method == "POST":
        before = {row.id: request.POST.get(f"seen-{row.id.hex}", row.seen) for row in shown.rows}
        typed = read_day_table(request.POST, [row.id for row in shown.rows], found.hours_per_day)
        troubles = typed.troubles
        try:
            if not troubles:
                write_day(request.actor, found, day, typed.rows)
                return redirect("modules:practice", found.pk)
        except Overtaken as overtaken:
            trouble, troubles = str(overtaken.refusal), overtaken.rows
            shown, before = load_day(request.actor, found, day), {}  # what stands now is seen from here on
        except Refused as refused:
            trouble = str(refused.refusal)
        status = 422
        rows = (
            replace(
                row,
                hours=request.POST.get(f"hours-{row.id.hex}", ""),
                work=request.POST.get(f"work-{row.id.hex}", ""),
                seen=before.get(row.id, row.seen),
            )
            for row in shown.rows
        )
        shown = replace(shown, work=request.POST.get("work", ""), rows=tuple(rows))
    context = {"page": found, "day": shown, "troubles": troubles, "trouble": trouble}
    return render(request, "modules/day.html", context, status=status)


@require_http_methods(["POST"])
@entitled(PRACTICE_WRITE)
def strike(request: SignedRequest, page: UUID, day: date) -> HttpResponse:
    """Strike a wrongly written day out, of everybody or of one student, with a reason."""
    found = _page(request, PRACTICE_WRITE, page)
    shown, wanted = load_day(request.actor, found, day), request.POST.get("student", "")
    student = next((row.id for row in shown.rows if row.id.hex == wanted), None)
    try:
        if wanted and student is None:
            raise Absent
        strike_day(request.actor, found, day, request.POST.get("reason", "")[:200], student)
        return redirect("modules:practice", found.pk)
    except Refused as refused:
        context = {"page": found, "day": shown, "troubles": {}, "struck": str(refused.refusal)}
    return render(request, "modules/day.html", context | {"chosen": student}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PRACTICE_ARRANGE)
def places(request: SignedRequest, page: UUID) -> HttpResponse:
    """Enterprise, mentor, leader and days of each student."""
    found = _page(request, PRACTICE_ARRANGE, page)
    shown = load_page(request.actor, found)
    teachers = teachers_of(request.actor, [line.place.leader_id for line in shown.lines if line.place])
    troubles: dict[UUID, str] = {}
    if request.method == "POST":
        known = [name for name, _words in teachers]
        typed, troubles = read_places(request.POST, [line.id for line in shown.lines], known)
        if not troubles:
            set_places(request.actor, found, typed)
            return redirect("modules:practice", found.pk)
    context = {
        "page": shown, "teachers": teachers, "enterprises": enterprises_of(request.actor), "troubles": troubles,
        "posted": request.POST,
    }  # fmt: skip
    return render(request, "modules/places.html", context, status=422 if troubles else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PRACTICE_WRITE)
def papers(request: SignedRequest, page: UUID) -> HttpResponse:
    """Papers received and marks."""
    found = _page(request, PRACTICE_WRITE, page)
    shown = load_page(request.actor, found)
    troubles: dict[UUID, str] = {}
    if request.method == "POST":
        graded = read_grades(request.POST, shown.mine)
        troubles = grade(request.actor, found, graded).troubles
        if not troubles:
            return redirect("modules:practice", found.pk)
        shown = load_page(request.actor, found)
        lines = (
            as_typed(one, graded[one.id].papers, graded[one.id].mark, request.actor.today)
            if one.id in troubles
            else one
            for one in shown.lines
        )
        shown = replace(shown, lines=tuple(lines))
    context = {"page": shown, "marks": MARKS, "troubles": troubles}
    return render(request, "modules/papers.html", context, status=422 if troubles else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PRACTICE_READ)
def competences(request: SignedRequest, page: UUID) -> HttpResponse:
    """Competences of the module and who has mastered them."""
    found = _page(request, PRACTICE_READ, page)
    form, status = CompetenceForm(), 200
    if request.method == "POST" and "lines" not in request.POST:
        judge(request.actor, _page(request, PRACTICE_WRITE, page), read_verdicts(request.POST))
        return redirect("modules:competences", found.pk)
    if request.method == "POST":
        own = _page(request, PRACTICE_ARRANGE, page)
        form, status = CompetenceForm(request.POST), 422
        if form.is_valid():
            list_competences(request.actor, own, form.cleaned_data["lines"])
            return redirect("modules:competences", own.pk)
    context = {"page": load_page(request.actor, found), "mastery": load_mastery(request.actor, found), "form": form}
    return render(request, "modules/competences.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(PRACTICE_READ)
def sheets(request: SignedRequest, page: UUID) -> HttpResponse:
    """Attestation sheets of all students or of one (``?student=``), one to a page of A4."""
    found = _page(request, PRACTICE_READ, page)
    shown, wanted = load_page(request.actor, found), request.GET.get("student", "")
    lines = [line for line in shown.lines if not wanted or str(line.id) == wanted]
    if not lines:
        raise Absent
    context = {"page": shown, "lines": lines, "mastery": load_mastery(request.actor, found)}
    return render(request, "modules/sheets.html", context)
