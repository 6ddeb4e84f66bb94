"""The page «Итоги» of a course, and how one average came about."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from zhurnal.assessment.actions import Outcome, ResultChange, set_results
from zhurnal.assessment.forms import read_changes
from zhurnal.assessment.models import Checkpoint
from zhurnal.assessment.policy import MARK, PAGE
from zhurnal.assessment.queries import page as pages
from zhurnal.assessment.rules.values import printed
from zhurnal.assessment.yearly import YearOf, year_of
from zhurnal.curriculum.models import Course
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.ids import id_of
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, signed_in


@dataclass(frozen=True, slots=True)
class Row:
    """A line with what stands in its fields: what was typed where it was not saved, else what is kept."""

    line: pages.StudentLine
    typed: str
    reason: str
    until: str
    error: str = ""
    conflict: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which results of the page: of the term, of a checkpoint, or of the year (``later``: it is not set on this page yet)."""

    checkpoint: Checkpoint | None = None
    year: bool = False
    later: YearOf | None = None

    @property
    def query(self) -> str:
        """As the address says it."""
        if self.year:
            return "?year=1"
        return f"?checkpoint={self.checkpoint.pk}" if self.checkpoint else ""


def _wanted(actor: PersonActor, course: Course, said: QueryDict) -> Wanted:
    """What the address or the form names; the year only where the page has a mark of it."""
    if said.get("year"):
        yearly = year_of(actor.college_id, course, actor.parameters.year_marks)
        if yearly is None:
            raise Absent
        return Wanted(year=True, later=yearly if yearly.why else None)
    text = said.get("checkpoint", "")
    if not text:
        return Wanted()
    found = pages.checkpoint_of(actor, course, id_of(text))
    if found is None:
        raise Absent
    return Wanted(found)


@require_http_methods(["GET", "HEAD"])
@signed_in
def page(request: SignedRequest, course: UUID) -> HttpResponse:
    """Term marks of the page, or those of a checkpoint."""
    found = doors.fetch(request.actor, PAGE, Course, related=pages.RELATED, pk=course)
    wanted = _wanted(request.actor, found, request.GET)
    if wanted.later:
        there = pages.opened_page(request.actor, wanted.later.page)
        context = {"course": found, "why": wanted.later.why, "there": there}
        return render(request, "assessment/year_later.html", context)
    return _shown(request, found, wanted, {}, {})


@require_http_methods(["POST"])
@signed_in
def save(request: SignedRequest, course: UUID) -> HttpResponse:
    """Save what was typed; what may not stand is shown again with the reason, the rest is kept."""
    found = doors.fetch(request.actor, MARK, Course, related=pages.RELATED, pk=course)
    wanted = _wanted(request.actor, found, request.POST)
    if wanted.later:
        raise Absent
    students = [line.id for line in pages.load_marks(request.actor, found, wanted.checkpoint, year=wanted.year).lines]
    changes = read_changes(request.POST, students)
    outcomes = set_results(request.actor, found, changes, checkpoint=wanted.checkpoint, year=wanted.year)
    failed = {outcome.student: outcome for outcome in outcomes if outcome.status != "saved"}
    if failed:
        return _shown(request, found, wanted, {change.student: change for change in changes}, failed)
    return redirect(f"{reverse('assessment:page', args=[found.pk])}{wanted.query}")


def _shown(
    request: SignedRequest, course: Course, wanted: Wanted, typed: dict[UUID, ResultChange], failed: dict[UUID, Outcome]
) -> HttpResponse:  # fmt: skip
    found = pages.load_marks(request.actor, course, wanted.checkpoint, year=wanted.year)
    context = {
        "course": course,
        "checkpoint": wanted.checkpoint,
        "year": wanted.year,
        "page": found,
        "rows": [_row(line, typed.get(line.id), failed.get(line.id)) for line in found.lines],
        "failed": len(failed),
        "parameters": request.actor.parameters,
        "today": request.actor.today,
    }
    return render(request, "assessment/page.html", context, status=422 if failed else 200)


def _row(line: pages.StudentLine, change: ResultChange | None, outcome: Outcome | None) -> Row:
    if change is None or outcome is None:
        result = line.result
        until = result.personal_until.isoformat() if result and result.personal_until else ""
        return Row(line, printed(line.value), result.reason if result else "", until)
    until = change.personal_until.isoformat() if change.personal_until else ""
    return Row(line, change.value, change.reason, until, str(outcome.refusal), outcome.status == "conflict")


@require_http_methods(["GET", "HEAD"])
@signed_in
def derivation(request: SignedRequest, course: UUID) -> HttpResponse:
    """Which marks, which weights, what the average would be without each."""
    found = doors.fetch(request.actor, PAGE, Course, related=pages.RELATED, pk=course)
    told = pages.load_derivation(request.actor, found, id_of(request.GET.get("student", "")))
    if told is None:
        raise Absent
    return render(request, "assessment/derivation.html", {"course": found, "told": told})
