"""Corrections proposed by families: the list, the answer."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import BadRequest, Refused
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.registers.actions.proposals import decide
from zhurnal.registers.forms import AnswerForm
from zhurnal.registers.models import Proposal
from zhurnal.registers.policy import DECIDE
from zhurnal.registers.queries.proposals import load_proposals


@require_http_methods(["GET", "HEAD"])
@entitled(DECIDE)
def proposals(request: SignedRequest) -> HttpResponse:
    """Waiting and lately answered."""
    return _page(request)


def _page(request: SignedRequest, refusal: str = "", about: UUID | None = None, status: int = 200) -> HttpResponse:
    waiting, answered = load_proposals(request.actor)
    context = {"waiting": waiting, "answered": answered, "refusal": refusal, "about": about}
    return render(request, "registers/proposals.html", context, status=status)


@require_POST
@entitled(DECIDE)
def answer(request: SignedRequest, proposal: UUID) -> HttpResponse:
    """Accept, or decline with a word."""
    found = doors.fetch(request.actor, DECIDE, Proposal, pk=proposal)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        message = "Ответ не разобрать: обновите страницу и повторите."
        raise BadRequest(message)
    said = form.cleaned_data
    try:
        decide(request.actor, found, said["answer"], accept=said["decision"] == "accept")
    except Refused as refused:
        return _page(request, str(refused.refusal), proposal, 422)
    return redirect("registers:proposals")
