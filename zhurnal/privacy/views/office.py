"""The officer's page: the policy, the register of consents, requests of subjects."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import BadRequest
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.privacy.actions.policy import publish
from zhurnal.privacy.actions.requests import put_off, reply
from zhurnal.privacy.forms import EndForm, PolicyForm, ReplyForm
from zhurnal.privacy.models import SubjectRequest
from zhurnal.privacy.policy import ANSWER, ENTER, REGISTER, WRITE
from zhurnal.privacy.queries.consents import ending, register
from zhurnal.privacy.queries.policy import progress, shown_to
from zhurnal.privacy.queries.requests import all_requests
from zhurnal.privacy.rules.policy_text import GRACE


def shown(request: SignedRequest, status: int = 200, **more: Any) -> HttpResponse:
    """The page, with what was refused on it."""
    actor, policy_shown = request.actor, shown_to(request.actor)
    form = PolicyForm(initial={"text": policy_shown.text, "due": actor.today + timedelta(days=GRACE)})
    lines, more_lines = register(actor)
    requests, more_requests = all_requests(actor)
    context = {
        "policy": policy_shown, "progress": progress(actor), "lines": lines, "more_lines": more_lines, "total": len(lines) + more_lines, "requests": requests,
        "more_requests": more_requests, "form": form,
        "reply": ReplyForm(), "writes": policy.may(actor, WRITE), "answers": policy.may(actor, ANSWER), "soon": ending(actor),
        "enters": policy.may(actor, ENTER), "ending_form": EndForm(), **more,
    }  # fmt: skip
    return render(request, "privacy/office.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(REGISTER)
def office(request: SignedRequest) -> HttpResponse:
    """The page."""
    return shown(request)


@require_POST
@entitled(WRITE)
def write(request: SignedRequest) -> HttpResponse:
    """Put a new version of the policy in force."""
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return shown(request, 422, form=form)
    refusal = publish(request.actor, form.cleaned_data["text"], form.cleaned_data["due"])
    return shown(request, 422, form=form, refusal=refusal) if refusal else redirect("privacy:office")


@require_POST
@entitled(ANSWER)
def answer(request: SignedRequest, asked: UUID) -> HttpResponse:
    """Answer a request, or put its term off."""
    found, form = doors.fetch(request.actor, ANSWER, SubjectRequest, pk=asked), ReplyForm(request.POST)
    if not form.is_valid():
        if "do" in form.errors:
            raise BadRequest("Нажмите «Ответить» или «Продлить».")
        return shown(request, 422, reply=form, replied=found.pk)
    deed = reply if form.cleaned_data["do"] == "answer" else put_off
    refusal = deed(request.actor, found, form.cleaned_data["text"])
    return shown(request, 422, reply=form, replied=found.pk, refusal=refusal) if refusal else redirect("privacy:office")
