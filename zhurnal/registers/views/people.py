"""One student's record: filling it, his parents, what is guarded."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.registers.actions.families import add_parent
from zhurnal.registers.actions.special import open_special
from zhurnal.registers.actions.undoing import take_back
from zhurnal.registers.actions.values import save_values
from zhurnal.registers.forms import ParentForm
from zhurnal.registers.policy import FILL_PERSON, OPEN_SPECIAL, READ_PERSON
from zhurnal.registers.queries.card import load_card, special_cells
from zhurnal.registers.rules.cells import Written, typed_cells


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(READ_PERSON)
def card(request: SignedRequest, student: UUID) -> HttpResponse:
    """All fields of one student."""
    if request.method != "POST":
        return _card(request, doors.fetch(request.actor, READ_PERSON, Person, pk=student), None, ParentForm())
    found = doors.fetch(request.actor, FILL_PERSON, Person, pk=student)
    own = [cell for cell in typed_cells(request.POST.dict()) if cell.place.student == student]
    written = save_values(request.actor, own)
    if written.troubles:
        return _card(request, found, written, ParentForm(), 422)
    following = load_card(request.actor, found).neighbours[1] if "next" in request.POST else None
    return redirect("registers:card", student=following or student)


def _card(
    request: SignedRequest,
    found: Person,
    written: Written | None,
    form: ParentForm,
    status: int = 200,
    refusal: str = "",
    said: str = "",
) -> HttpResponse:
    context = {
        "student": found, "card": load_card(request.actor, found, written), "written": written, "form": form,
        "refusal": refusal, "said": said, "fills": policy.can(request.actor, FILL_PERSON, found),
        "opens": policy.can(request.actor, OPEN_SPECIAL, found),
    }  # fmt: skip
    return render(request, "registers/card.html", context, status=status)


@require_POST
@entitled(FILL_PERSON)
def parents(request: SignedRequest, student: UUID) -> HttpResponse:
    """Write a representative down."""
    found = doors.fetch(request.actor, FILL_PERSON, Person, pk=student)
    form, refusal = ParentForm(request.POST), ""
    if form.is_valid():
        try:
            add_parent(request.actor, found, form.parent())
        except Refused as refused:
            refusal = str(refused.refusal)
        else:
            return redirect("registers:card", student=student)
    return _card(request, found, None, form, 422, refusal)


@require_POST
@entitled(FILL_PERSON)
def undo(request: SignedRequest, student: UUID) -> HttpResponse:
    """Take one correction back."""
    found = doors.fetch(request.actor, FILL_PERSON, Person, pk=student)
    try:
        take_back(request.actor, found.pk, request.POST.get("event", ""))
    except Refused as refused:
        return _card(request, found, None, ParentForm(), 409, said=str(refused.refusal))
    return redirect("registers:card", student=student)


@require_POST
@entitled(OPEN_SPECIAL)
def special(request: SignedRequest, student: UUID) -> HttpResponse:
    """Open what is guarded, or write it: each opening is recorded first, so it is asked for in a body."""
    found = doors.fetch(request.actor, OPEN_SPECIAL, Person, pk=student)
    open_special(request.actor, found)
    own = [cell for cell in typed_cells(request.POST.dict()) if cell.place.student == student]
    written = save_values(request.actor, own, special=True) if own else None
    cells = special_cells(request.actor, found, written)
    if not cells:
        raise Absent
    context = {"student": found, "cells": cells, "written": written}
    return render(request, "registers/special.html", context, status=422 if written and written.troubles else 200)
