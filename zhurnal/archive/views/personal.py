"""Personal data whose term is over: who, acts, the act and its extract on paper."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.archive.actions.personal import carry_out, draw_up, drop
from zhurnal.archive.forms import ActForm, CarryForm, chosen_people
from zhurnal.archive.models import PersonalAct
from zhurnal.archive.policy import DRAW_PEOPLE, ERASE, PEOPLE
from zhurnal.archive.queries.personal import act_of, act_table, acts, due_people, extract, preview
from zhurnal.archive.rules.retention import ActState
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format, answer
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled


def _shown(request: SignedRequest, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    context = {
        "found": due_people(actor), "acts": acts(actor), "draws": policy.may(actor, DRAW_PEOPLE), "form": ActForm(),
        "ticked": request.POST.getlist("person"), **more,
    }  # fmt: skip
    return render(request, "archive/personal.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(PEOPLE)
def personal(request: SignedRequest) -> HttpResponse:
    """Whose data are due, and acts."""
    return _shown(request)


@require_POST
@entitled(DRAW_PEOPLE)
def draw(request: SignedRequest) -> HttpResponse:
    """Draw up an act about those who were ticked."""
    form = ActForm(request.POST)
    if not form.is_valid():
        return _shown(request, 422, form=form)
    said = form.cleaned_data
    made = draw_up(request.actor, said["chair"], said["members"], chosen_people(request.POST))
    if isinstance(made, Refusal):
        return _shown(request, 422, form=form, refusal=made)
    return redirect("archive:personal-act", made.pk)


@require_http_methods(["GET", "HEAD"])
@entitled(PEOPLE)
def act(request: SignedRequest, act: UUID) -> HttpResponse:
    """One act; while it is not carried out, what it would do."""
    return _act(request, doors.fetch(request.actor, PEOPLE, PersonalAct, pk=act))


def _act(request: SignedRequest, found: PersonalAct, refusal: Refusal | None = None) -> HttpResponse:
    actor, shown = request.actor, act_of(request.actor, found.pk)
    context = {
        "act": shown, "preview": preview(actor, found.pk) if shown.state == ActState.DRAFT else None, "refusal": refusal,
        "drops": policy.may(actor, DRAW_PEOPLE), "carry": CarryForm(),
    }  # fmt: skip
    return render(request, "archive/personal_act.html", context, status=422 if refusal else 200)


@require_POST
@entitled(DRAW_PEOPLE)
def withdraw(request: SignedRequest, act: UUID) -> HttpResponse:
    """Take back an act that nobody carried out."""
    found = doors.fetch(request.actor, DRAW_PEOPLE, PersonalAct, pk=act)
    refusal = drop(request.actor, found)
    return _act(request, found, refusal) if refusal else redirect("archive:personal-act", act)


@require_POST
@entitled(ERASE)
def destroy(request: SignedRequest, act: UUID) -> HttpResponse:
    """Carry the act out."""
    found = doors.fetch(request.actor, ERASE, PersonalAct, pk=act)
    refusal = carry_out(request.actor, found, CarryForm(request.POST).said())
    return _act(request, found, refusal) if refusal else redirect("archive:personal-act", act)


@require_http_methods(["GET", "HEAD"])
@entitled(PEOPLE)
def paper(request: SignedRequest, act: UUID) -> HttpResponse:
    """The act on paper."""
    found = doors.fetch(request.actor, PEOPLE, PersonalAct, pk=act)
    table = act_table(request.actor, act_of(request.actor, found.pk))
    return cast(HttpResponse, answer(table, Format.PDF, f"Акт ПД-{found.number}"))


@require_http_methods(["GET", "HEAD"])
@entitled(PEOPLE)
def events(request: SignedRequest, act: UUID) -> HttpResponse:
    """The extract from the record of events that is kept with the act."""
    found = doors.fetch(request.actor, PEOPLE, PersonalAct, pk=act)
    table = extract(request.actor, act_of(request.actor, found.pk))
    return cast(HttpResponse, answer(table, Format.XLSX, f"Выгрузка к акту ПД-{found.number}"))
