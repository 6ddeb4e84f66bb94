"""The overview, a group, one field of everybody, the register as a file."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.registers.actions.export import note_export
from zhurnal.registers.actions.reminders import remind_leaders
from zhurnal.registers.actions.undoing import take_field_back
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.policy import DECIDE, EXPORT, FILL_GROUP, OVERVIEW, READ_GROUP, REMIND, SET_FIELDS
from zhurnal.registers.queries.group import load_field, load_group
from zhurnal.registers.queries.overview import lacking, load_overview
from zhurnal.registers.queries.table import group_table
from zhurnal.registers.rules.cells import typed_cells


@require_http_methods(["GET", "HEAD"])
@entitled(OVERVIEW)
def overview(request: SignedRequest) -> HttpResponse:
    """Groups × parts of the register."""
    actor = request.actor
    context = {
        "page": load_overview(actor), "today": actor.today, "opens": policy.may(actor, READ_GROUP),
        "sets": policy.may(actor, SET_FIELDS), "decides": policy.may(actor, DECIDE),
        "reminds": policy.may(actor, REMIND), "reminded": "reminded" in request.GET,
    }  # fmt: skip
    return render(request, "registers/overview.html", context)


@require_POST
@entitled(REMIND)
def remind(request: SignedRequest) -> HttpResponse:
    """Ask the leaders of incomplete registers to complete them."""
    remind_leaders(request.actor, lacking(load_overview(request.actor)))
    return redirect(f"{reverse('registers:overview')}?reminded=1")


@require_http_methods(["GET", "HEAD"])
@entitled(READ_GROUP)
def group(request: SignedRequest, group: UUID) -> HttpResponse:
    """What is missing of whom."""
    found = doors.fetch(request.actor, READ_GROUP, Group, pk=group)
    fills = policy.can(request.actor, FILL_GROUP, found)
    return render(
        request, "registers/group.html", {"group": found, "page": load_group(request.actor, found), "fills": fills}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(FILL_GROUP)
def field(request: SignedRequest, group: UUID, field: str) -> HttpResponse:
    """One field of everybody: typed down the list, pasted from a spreadsheet."""
    found = doors.fetch(request.actor, FILL_GROUP, Group, pk=group)
    # Where it goes from here is asked before anything is written: no fault of reading hides that all is saved.
    following = load_field(request.actor, found, field).following if "next" in request.POST else field
    written = save_values(request.actor, typed_cells(request.POST.dict())) if request.method == "POST" else None
    if written and not written.troubles:
        if not following:
            return redirect("registers:group", group=group)
        return redirect("registers:field", group=group, field=following)
    context = {"group": found, "page": load_field(request.actor, found, field, written), "written": written}
    return render(request, "registers/field.html", context, status=422 if written else 200)


@require_POST
@entitled(FILL_GROUP)
def undo(request: SignedRequest, group: UUID, field: str) -> HttpResponse:
    """Take back what was written into this field together."""
    found = doors.fetch(request.actor, FILL_GROUP, Group, pk=group)
    page = load_field(request.actor, found, field)
    students = [student for student, _name, _cells in page.rows]
    take_field_back(request.actor, students, field, request.POST.get("event", ""))
    return redirect("registers:field", group=group, field=field)


@require_POST
@entitled(EXPORT)
def file(request: SignedRequest, group: UUID) -> HttpResponse:
    """The register as a file. Asked for in a body: taking it out is written down."""
    found = doors.fetch(request.actor, EXPORT, Group, pk=group)
    policy.confirmed(request.actor)
    table = group_table(request.actor, found)
    note_export(request.actor, found, len(list(table.rows)))
    form = Format.CSV if request.POST.get("format") == "csv" else Format.XLSX
    return cast(HttpResponse, send(table, form, f"{table.title} {request.actor.today:%d.%m.%Y}"))
