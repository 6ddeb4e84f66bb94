"""The second journal of a group, admission to the exam of a module and to the state attestation."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.practice import PracticeKind
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.modules.actions.exams import draft_exam, draft_state
from zhurnal.modules.actions.pages import Opening, open_page
from zhurnal.modules.forms import ExamForm, OpenForm, StateForm
from zhurnal.modules.policy import ADMISSION, ARRANGE_GROUP, READ
from zhurnal.modules.queries.admission import final_list, module_list
from zhurnal.modules.queries.journal import groups_of, load_journal
from zhurnal.modules.queries.opening import first_values, practices_of
from zhurnal.modules.queries.practice import teachers_of
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.statements.policy import OPEN as OPEN_STATEMENT

ABOUT_GROUP = ("department", "year")


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def groups(request: SignedRequest) -> HttpResponse:
    """Groups whose second journal one may open."""
    return render(request, "modules/groups.html", {"groups": groups_of(request.actor)})


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def journal(request: SignedRequest, group: UUID) -> HttpResponse:
    """The tree of modules."""
    found = doors.fetch(request.actor, READ, Group, related=ABOUT_GROUP, pk=group)
    return render(request, "modules/journal.html", {"page": load_journal(request.actor, found)})


@require_http_methods(["GET", "HEAD"])
@entitled(ADMISSION)
def module(request: SignedRequest, group: UUID, item: UUID) -> HttpResponse:
    """Who is admitted to the exam of a module, and what is missing."""
    found = doors.fetch(request.actor, ADMISSION, Group, related=ABOUT_GROUP, pk=group)
    form = ExamForm(initial={"dated": request.actor.today})
    return render(request, "modules/module.html", {"page": module_list(request.actor, found, item), "form": form})


@require_http_methods(["POST"])
@entitled(OPEN_STATEMENT)
def exam(request: SignedRequest, group: UUID, item: UUID) -> HttpResponse:
    """Draft the statement of the exam."""
    found = doors.fetch(request.actor, OPEN_STATEMENT, Group, related=ABOUT_GROUP, pk=group)
    form = ExamForm(request.POST)
    if form.is_valid():
        try:
            drafted = draft_exam(request.actor, found, item, form.cleaned_data["dated"])
            return redirect("statements:statement", drafted.pk)
        except Refused as refused:
            form.add_error("dated", str(refused.refusal))
    context = {"page": module_list(request.actor, found, item), "form": form}
    return render(request, "modules/module.html", context, status=422)


@require_http_methods(["GET", "HEAD"])
@entitled(ADMISSION)
def final(request: SignedRequest, group: UUID) -> HttpResponse:
    """Who is admitted to the state attestation."""
    found = doors.fetch(request.actor, ADMISSION, Group, related=ABOUT_GROUP, pk=group)
    page = final_list(request.actor, found)
    form = StateForm(page.rows, initial={"dated": request.actor.today})
    return render(request, "modules/final.html", {"page": page, "form": form})


@require_http_methods(["POST"])
@entitled(OPEN_STATEMENT)
def state(request: SignedRequest, group: UUID) -> HttpResponse:
    """Draft a statement of the state attestation."""
    found = doors.fetch(request.actor, OPEN_STATEMENT, Group, related=ABOUT_GROUP, pk=group)
    page = final_list(request.actor, found)
    form = StateForm(page.rows, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            drafted = draft_state(request.actor, found, UUID(said["item"]), said["form"], said["dated"])
            return redirect("statements:statement", drafted.pk)
        except Refused as refused:
            form.add_error("dated", str(refused.refusal))
    return render(request, "modules/final.html", {"page": page, "form": form}, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ARRANGE_GROUP)
def open_practice(request: SignedRequest, group: UUID) -> HttpResponse:
    """Open a page of practice: by a practice of the calendar, or by dates of one's own."""
    found = doors.fetch(request.actor, ARRANGE_GROUP, Group, related=ABOUT_GROUP, pk=group)
    fields = request.POST if request.method == "POST" else None
    first = first_values(request.actor, found, request.GET.get("period", ""))
    form = OpenForm(practices_of(found), teachers_of(request.actor), fields, initial=first)
    if fields is not None and form.is_valid():
        given = form.cleaned_data
        opening = Opening(
            UUID(given["item"]), PracticeKind(given["kind"]), given["starts"], given["ends"], given["hours_planned"],
            given["hours_per_day"], given["leader"], first["weekdays"],
        )  # fmt: skip
        try:
            return redirect("modules:practice", open_page(request.actor, found, opening).pk)
        except Refused as refused:
            form.add_error(None, str(refused.refusal))
    context = {"group": found, "form": form}
    return render(request, "modules/open.html", context, status=200 if fields is None else 422)
