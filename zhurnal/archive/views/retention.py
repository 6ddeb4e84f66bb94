"""Terms of storage, what is due, acts of destruction."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.archive.actions.retention import carry_out, draw_up, drop, set_rule
from zhurnal.archive.forms import ActForm, RuleForm, chosen_lines
from zhurnal.archive.models import DestructionAct
from zhurnal.archive.policy import ACT, DESTROY, DRAW, RETENTION, RULE
from zhurnal.archive.queries.retention import act_of, act_table, acts, due_list
from zhurnal.archive.terms import rules_of
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format, answer
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled


def _shown(request: SignedRequest, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    due = due_list(actor)
    context = {
        "rules": rules_of(actor.college_id), "due": [one for one in due if one.due <= actor.today],
        "later": [one for one in due if one.due > actor.today], "acts": acts(actor), "sets": policy.may(actor, RULE),
        "draws": policy.may(actor, DRAW), "form": ActForm(), "ticked": request.POST.getlist("line"),
    }  # fmt: skip
    return render(request, "archive/retention.html", {**context, **more}, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(RETENTION)
def retention(request: SignedRequest) -> HttpResponse:
    """The table «вид документа → срок → статья перечня → место», what is due, acts."""
    return _shown(request)


@require_POST
@entitled(RULE)
def rule(request: SignedRequest) -> HttpResponse:
    """Change a line of the table."""
    form = RuleForm(request.POST)
    if not form.is_valid():
        return _shown(request, 422, wrong=form, wrong_document=request.POST.get("document", ""))
    set_rule(request.actor, form.rule())
    return redirect("archive:retention")


@require_POST
@entitled(DRAW)
def draw(request: SignedRequest) -> HttpResponse:
    """Draw up an act of what was ticked."""
    actor, form = request.actor, ActForm(request.POST)
    if not form.is_valid():
        return _shown(request, 422, form=form)
    due = [one for one in due_list(actor) if one.due <= actor.today and one.act is None]
    said = form.cleaned_data
    made = draw_up(actor, said["chair"], said["members"], chosen_lines(request.POST, due))
    if isinstance(made, Refusal):
        return _shown(request, 422, form=form, refusal=made)
    return redirect("archive:act", made.pk)


@require_http_methods(["GET", "HEAD"])
@entitled(ACT)
def act(request: SignedRequest, act: UUID) -> HttpResponse:
    """One act."""
    found = doors.fetch(request.actor, ACT, DestructionAct, pk=act)
    return _act(request, found)


def _act(request: SignedRequest, found: DestructionAct, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "act": act_of(request.actor, found.pk), "drops": policy.may(request.actor, DRAW), "refusal": refusal,
    }  # fmt: skip
    return render(request, "archive/act.html", context, status=422 if refusal else 200)


@require_POST
@entitled(DRAW)
def withdraw(request: SignedRequest, act: UUID) -> HttpResponse:
    """Take back an act that nobody carried out."""
    found = doors.fetch(request.actor, DRAW, DestructionAct, pk=act)
    refusal = drop(request.actor, found)
    return _act(request, found, refusal) if refusal else redirect("archive:act", act)


@require_POST
@entitled(DESTROY)
def destroy(request: SignedRequest, act: UUID) -> HttpResponse:
    """Carry the act out."""
    found = doors.fetch(request.actor, DESTROY, DestructionAct, pk=act)
    refusal = carry_out(request.actor, found)
    return _act(request, found, refusal) if refusal else redirect("archive:act", act)


@require_http_methods(["GET", "HEAD"])
@entitled(ACT)
def act_paper(request: SignedRequest, act: UUID) -> HttpResponse:
    """The act on paper."""
    found = doors.fetch(request.actor, ACT, DestructionAct, pk=act)
    table = act_table(request.actor, act_of(request.actor, found.pk))
    return cast(HttpResponse, answer(table, Format.PDF, f"Акт {found.number}"))
