"""«Виды работ»: the list of the college, one kind with its history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.assessment.actions import kinds as actions
from zhurnal.assessment.forms import KindForm
from zhurnal.assessment.policy import KIND, RULES
from zhurnal.assessment.queries import kinds as queries
from zhurnal.grading.models import WorkKind
from zhurnal.kernel import doors
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RULES)
def kinds(request: SignedRequest) -> HttpResponse:
    """All kinds in their order, and the form of a new one."""
    form = KindForm(request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        made = actions.add_kind(request.actor, form.described())
        if not isinstance(made, Refusal):
            return redirect("assessment:kinds")
        refusal = made
    context = {"lines": queries.list_kinds(request.actor), "form": form, "refusal": refusal}
    return render(request, "assessment/kinds.html", context, status=422 if refusal or form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def kind(request: SignedRequest, kind: UUID) -> HttpResponse:
    """One kind: what it is called and weighs, from when it is closed, and what became of it."""
    found = doors.fetch(request.actor, KIND, WorkKind, pk=kind)
    form = KindForm(request.POST if request.method == "POST" else None, stands=actions.described(found))
    refusal = None
    if request.method == "POST" and form.is_valid():
        refusal = actions.set_kind(request.actor, found, form.described())
        if refusal is None:
            return redirect("assessment:kinds")
    context = {"kind": found, "form": form, "refusal": refusal, "events": queries.kind_history(request.actor, found)}
    return render(request, "assessment/kind.html", context, status=422 if refusal or form.errors else 200)


@require_POST
@signed_in
def move(request: SignedRequest, kind: UUID) -> HttpResponse:
    """One place up or down."""
    found = doors.fetch(request.actor, KIND, WorkKind, pk=kind)
    if request.POST.get("step") in ("-1", "1"):
        actions.move_kind(request.actor, found, int(request.POST["step"]))
    return redirect("assessment:kinds")
