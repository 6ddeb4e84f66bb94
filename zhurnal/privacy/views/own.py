"""One's own page: consents, what is held, requests."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.errors import BadRequest
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.privacy.actions import consents, requests
from zhurnal.privacy.actions.taken import note_taken
from zhurnal.privacy.forms import AskForm, ConsentForm
from zhurnal.privacy.parcel import parcel
from zhurnal.privacy.policy import ASK, OWN, SIGN, TAKE
from zhurnal.privacy.queries.consents import papers_of, subjects_of
from zhurnal.privacy.queries.held import held_about
from zhurnal.privacy.queries.requests import own_requests
from zhurnal.privacy.rules.purposes import Purpose
from zhurnal.privacy.rules.requests import Kind

UNREADABLE = "Эту кнопку нажали на старой странице. Откройте страницу заново: ничего не изменилось."


def _shown(request: SignedRequest, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    people = [(one, papers_of(actor, one)) for one in subjects_of(actor, OWN)]
    context = {"people": people, "requests": own_requests(actor), "form": AskForm(), "me": actor.person_id, **more}
    return render(request, "privacy/own.html", context, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """The page."""
    return _shown(request)


@require_POST
@entitled(SIGN)
def consent(request: SignedRequest, student: UUID) -> HttpResponse:
    """Sign one consent or take it back."""
    subject, form = doors.fetch(request.actor, SIGN, Person, pk=student), ConsentForm(request.POST)
    if not form.is_valid():
        raise BadRequest(UNREADABLE)
    deed = consents.sign if form.cleaned_data["do"] == "sign" else consents.withdraw
    refusal = deed(request.actor, subject, Purpose(form.cleaned_data["purpose"]))
    return _shown(request, 409, refusal=refusal) if refusal else redirect("privacy:own")


@require_POST
@entitled(ASK)
def ask(request: SignedRequest, student: UUID) -> HttpResponse:
    """Ask about the data of oneself or of one's child."""
    subject, form = doors.fetch(request.actor, ASK, Person, pk=student), AskForm(request.POST)
    if not form.is_valid():
        return _shown(request, 422, form=form, asked_of=subject.pk)
    refusal = requests.ask(request.actor, subject, Kind(form.cleaned_data["kind"]), form.cleaned_data["text"])
    return _shown(request, 422, form=form, asked_of=subject.pk, refusal=refusal) if refusal else redirect("privacy:own")


@require_POST
@entitled(TAKE)
def held(request: SignedRequest, student: UUID) -> HttpResponse:
    """Everything that is held, as one archive."""
    actor = request.actor
    subject = doors.fetch(actor, TAKE, Person, pk=student)
    policy.require(actor, TAKE, subject)  # a fresh proof before the whole house is walked
    parts = held_about(actor, subject)
    note_taken(actor, subject, sum(len(one.rows) for one in parts))
    headers = {"Content-Disposition": f'attachment; filename="data-{actor.today.isoformat()}.zip"'}
    return HttpResponse(parcel(actor, subject, parts), content_type="application/zip", headers=headers)
