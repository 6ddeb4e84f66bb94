"""A student's own record, a child's record, a correction proposed."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.registers.actions.proposals import Wish, asked_of_parent, proposable, propose
from zhurnal.registers.forms import ProposalForm
from zhurnal.registers.policy import PROPOSE, READ_OWN
from zhurnal.registers.queries.own import load_own, own_value, reached


@require_http_methods(["GET", "HEAD"])
@entitled(READ_OWN)
def own(request: SignedRequest) -> HttpResponse:
    """Lead to one's own record, a parent to the first child's."""
    people = reached(request.actor)
    if not people:
        return render(request, "registers/nobody.html")
    return redirect("registers:record", student=people[0][0])


@require_http_methods(["GET", "HEAD"])
@entitled(READ_OWN)
def record(request: SignedRequest, student: UUID) -> HttpResponse:
    """What the college keeps, and what became of one's corrections."""
    found = doors.fetch(request.actor, READ_OWN, Person, pk=student)
    context = {"student": found, "page": load_own(request.actor, found), "mine": found.pk == request.actor.person_id}
    return render(request, "registers/own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(PROPOSE)
def correct(request: SignedRequest, student: UUID, field: str) -> HttpResponse:
    """Propose how a field should read."""
    found = doors.fetch(request.actor, PROPOSE, Person, pk=student)
    one, refusal = proposable(request.actor, field), ""
    if one is None or (one.of_parent and not asked_of_parent(request.actor, found)):
        raise Absent
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            propose(request.actor, found, Wish(one, form.cleaned_data["value"], form.cleaned_data["note"]))
        except Refused as refused:
            refusal = str(refused.refusal)
        else:
            return redirect("registers:record", student=student)
    context = {
        "student": found,
        "field": one,
        "form": form,
        "refusal": refusal,
        "now": own_value(request.actor, found, one),
    }
    return render(request, "registers/correct.html", context, status=422 if request.method == "POST" else 200)
