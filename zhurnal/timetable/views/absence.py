"""Absent teachers: recorded, filled lesson by lesson or all at once; requests of the teachers themselves."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.timetable.actions.absence import (
    Away,
    ask_absence,
    decide_absence,
    end_absence,
    record_absence,
    withdraw_request,
)
from zhurnal.timetable.actions.absence_settle import settle
from zhurnal.timetable.forms import AbsenceForm, AnswerForm, AwayForm, RequestForm
from zhurnal.timetable.models import TeacherAbsence
from zhurnal.timetable.policy import ABSENCE, ASK, AWAY, DECIDE
from zhurnal.timetable.queries.absence_pages import (
    absence_lists,
    colleagues,
    load_absence,
    own_requests,
    teachers_within,
)

LESSON = "way-"


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ABSENCE)
def absences(request: SignedRequest) -> HttpResponse:
    """Requests, known absences, and the form of a new one."""
    teachers, refusal = teachers_within(request.actor), None
    form = AbsenceForm(teachers, request.POST or None, initial={"since": request.actor.today})
    if request.method == "POST" and form.is_valid():
        teacher = doors.fetch(request.actor, AWAY, Person, pk=UUID(form.cleaned_data["teacher"]))
        made = record_absence(request.actor, teacher, _away(form))
        if isinstance(made, TeacherAbsence):
            return redirect("timetable:absence", absence=made.pk)
        refusal = made
    asked, known = absence_lists(request.actor)
    context = {"asked": asked, "known": known, "form": form, "refusal": refusal, "today": request.actor.today}
    return render(request, "timetable/absences.html", context, status=422 if request.method == "POST" else 200)


def _away(form: AwayForm) -> Away:
    said = form.cleaned_data
    suggested = UUID(said["suggested"]) if said.get("suggested") else None
    return Away(said["since"], said["until"], form.ground(), said["pair"], suggested)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ABSENCE)
def absence(request: SignedRequest, absence: UUID) -> HttpResponse:
    """All lessons of an absence; POST settles those for which something was chosen."""
    found = doors.fetch(request.actor, ABSENCE, TeacherAbsence, pk=absence)
    refused: dict[UUID, Refusal] = {}
    chosen = _chosen(request)
    if request.method == "POST":
        refused = settle(request.actor, found, chosen)
        if not refused:
            return redirect("timetable:absence", absence=found.pk)
    page = load_absence(request.actor, found)
    lines = [
        (line, refused.get(line.lesson.id), chosen.get(line.lesson.id) or (line.offers.best if line.offers else ""))
        for line in page.waiting
    ]
    context = {"page": page, "lines": lines, "refused": refused}
    return render(request, "timetable/absence.html", context, status=409 if refused else 200)


def _chosen(request: SignedRequest) -> dict[UUID, str]:
    """lesson → the way chosen for it; an empty choice leaves the lesson for later."""
    found = {}
    for name, value in request.POST.items():
        if name.startswith(LESSON) and value:
            try:
                found[UUID(name.removeprefix(LESSON))] = str(value)
            except ValueError:
                continue
    return found


@require_POST
@entitled(DECIDE)
def decide(request: SignedRequest, absence: UUID) -> HttpResponse:
    """Accept a request and go on to its lessons, or refuse it with an answer."""
    found = doors.fetch(request.actor, DECIDE, TeacherAbsence, pk=absence)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        message = "Решение не разобрать: нажмите «Принять» или «Отказать»."
        raise BadRequest(message)
    accept = form.cleaned_data["decision"] == "accept"
    refusal = decide_absence(request.actor, found, accept=accept, answer=form.cleaned_data["answer"])
    if refusal is not None:
        raise BadRequest(str(refusal))
    return redirect("timetable:absence", absence=found.pk) if accept else redirect("timetable:absences")


@require_POST
@entitled(ABSENCE)
def end(request: SignedRequest, absence: UUID) -> HttpResponse:
    """The absence was told by mistake."""
    end_absence(request.actor, doors.fetch(request.actor, ABSENCE, TeacherAbsence, pk=absence))
    return redirect("timetable:absences")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ASK)
def teacher_requests(request: SignedRequest) -> HttpResponse:
    """A teacher asks to be substituted, and reads what became of it."""
    form = RequestForm(colleagues(request.actor), request.POST or None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = ask_absence(request.actor, _away(form))
        if isinstance(made, TeacherAbsence):
            return redirect("timetable:teacher-requests")
        refusal = made
    context = {"requests": own_requests(request.actor), "form": form, "refusal": refusal}
    return render(request, "timetable/teacher_requests.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@entitled(ASK)
def withdraw(request: SignedRequest, absence: UUID) -> HttpResponse:
    """The teacher takes his request back."""
    refusal = withdraw_request(request.actor, doors.fetch(request.actor, ASK, TeacherAbsence, pk=absence))
    if refusal is not None:
        raise BadRequest(str(refusal), 409)
    return redirect("timetable:teacher-requests")
