"""The journal of checks, a new round, a round, its paper."""

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.academic_year.models import AcademicYear
from zhurnal.inspection.actions.rounds import change_round, close_round, plan_round, take_template
from zhurnal.inspection.forms import CloseForm, RoundForm, ids, lost
from zhurnal.inspection.models import Round
from zhurnal.inspection.policy import PLAN, PLAN_YEAR, READ_ROUND
from zhurnal.inspection.queries.pages import (
    Filled,
    checked_groups,
    departments,
    filled,
    named_courses,
    staff,
    term_of_journals,
    terms_offered,
)
from zhurnal.inspection.queries.reference import reference
from zhurnal.inspection.queries.rounds import round_page, rounds_page
from zhurnal.inspection.queries.sheets import reference_sheet
from zhurnal.inspection.rules.visas import latest_visa
from zhurnal.inspection.views.files import pdf
from zhurnal.kernel import doors
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ_ROUND)
def rounds(request: SignedRequest) -> HttpResponse:
    """All checks of a year with their totals."""
    page = rounds_page(request.actor, request.GET.get("year", ""))
    return render(request, "inspection/rounds.html", {"page": page, "today": request.actor.today})


@require_POST
@entitled(PLAN_YEAR)
def plan(request: SignedRequest, year: UUID) -> HttpResponse:
    """Take the year's plan from the template."""
    found = doors.fetch(request.actor, PLAN_YEAR, AcademicYear, pk=year)
    take_template(request.actor, found)
    return redirect(reverse("inspection:rounds") + f"?{urlencode({'year': found.name})}")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PLAN)
def new_round(request: SignedRequest) -> HttpResponse:
    """Plan one check; ``course`` in the address names journals that it is to look at."""
    asked = Filled(
        (), ids(request.GET.getlist("course")), (request.actor.person_id,) if request.actor.person_id else ()
    )
    if request.method != "POST":
        first = {"since": request.actor.today, "term": term_of_journals(request.actor, asked.courses)}
        return _plan(request, RoundForm(initial=first), asked)
    form, asked, told = RoundForm(request.POST), _chosen(request), ""
    if form.is_valid():
        made = plan_round(request.actor, form.draft(asked.groups, asked.courses, asked.checkers))
        if isinstance(made, Round):
            return redirect("inspection:round", round_id=made.pk)
        told = str(made)
    return _plan(request, form, asked, told)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PLAN)
def change(request: SignedRequest, round_id: UUID) -> HttpResponse:
    """Change a check that is not closed."""
    found = doors.fetch(request.actor, PLAN, Round, pk=round_id)
    if request.method != "POST":
        words = {name: getattr(found, name) for name in ("title", "aim", "since", "until", "due", "kind")}
        form = RoundForm(initial={**words, "department": found.department_id, "term": found.term_id})
        return _plan(request, form, filled(request.actor, found), round_=found)
    form, asked, told = RoundForm(request.POST), _chosen(request), ""
    if form.is_valid():
        refusal = change_round(request.actor, found, form.draft(asked.groups, asked.courses, asked.checkers))
        if refusal is None:
            return redirect("inspection:round", round_id=round_id)
        told = str(refusal)
    return _plan(request, form, asked, told, found)


def _chosen(request: SignedRequest) -> Filled:
    groups, courses, checkers = (ids(request.POST.getlist(name)) for name in ("group", "course", "checker"))
    return Filled(groups, courses, checkers)


def _plan(
    request: SignedRequest, form: RoundForm, asked: Filled, told: str = "", round_: Round | None = None
) -> HttpResponse:
    actor = request.actor
    context = {
        "form": form, "told": told or lost(form), "round": round_, "groups": checked_groups(actor), "checkers": staff(actor),
        "courses": named_courses(actor, asked.courses), "departments": departments(actor),
        "terms": terms_offered(actor, round_.term_id if round_ else None), "term": str(form["term"].value() or ""),
        "chosen": {*asked.groups, *asked.checkers}, "department": str(form["department"].value() or ""),
    }  # fmt: skip
    return render(request, "inspection/new_round.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ_ROUND)
def round_(request: SignedRequest, round_id: UUID) -> HttpResponse:
    """A round: its remarks and its journals."""
    found = doors.fetch(request.actor, READ_ROUND, Round, related=("department", "year"), pk=round_id)
    return _round(request, found, CloseForm())


def _round(request: SignedRequest, found: Round, form: CloseForm) -> HttpResponse:
    page = round_page(request.actor, found, request.GET.get("show", ""), group=request.GET.get("group", ""))
    today = request.actor.today
    context = {"page": page, "form": form, "today": today, "until": latest_visa(today)}
    return render(request, "inspection/round.html", context, status=422 if form.is_bound else 200)


@require_POST
@entitled(PLAN)
def close(request: SignedRequest, round_id: UUID) -> HttpResponse:
    """Close a round with a conclusion."""
    found = doors.fetch(request.actor, PLAN, Round, related=("department", "year"), pk=round_id)
    form = CloseForm(request.POST)
    if not form.is_valid():
        return _round(request, found, form)
    close_round(request.actor, found, form.cleaned_data["found"])
    return redirect("inspection:reference", round_id=round_id)


@require_http_methods(["GET", "HEAD"])
@entitled(READ_ROUND)
def reference_file(request: SignedRequest, round_id: UUID) -> HttpResponse:
    """The same paper as PDF."""
    found = doors.fetch(request.actor, READ_ROUND, Round, related=("department", "year"), pk=round_id)
    sheet = reference_sheet(request.actor, reference(request.actor, found))
    return pdf("inspection/paper/reference.typ", sheet, f"Справка о проверке {found.number}")


@require_http_methods(["GET", "HEAD"])
@entitled(READ_ROUND)
def reference_paper(request: SignedRequest, round_id: UUID) -> HttpResponse:
    """Справка по итогам проверки."""
    found = doors.fetch(request.actor, READ_ROUND, Round, related=("department", "year"), pk=round_id)
    context = {
        "paper": reference(request.actor, found),
        "college": request.actor.college_name,
        "today": request.actor.today,
    }
    return render(request, "inspection/reference.html", context)
