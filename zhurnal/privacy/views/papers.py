"""Consents on paper: an officer writes them down, ends them, looks at their pictures."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.headers import DOCUMENT_CSP
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.privacy.actions.consents import end, enter
from zhurnal.privacy.forms import EndForm, NameForm, PaperForm
from zhurnal.privacy.models import Consent, ConsentScan
from zhurnal.privacy.policy import END, ENTER, SCAN
from zhurnal.privacy.queries.consents import policies
from zhurnal.privacy.queries.log import people_named
from zhurnal.privacy.views.office import shown


def _shown(request: SignedRequest, status: int = 200, **more: Any) -> HttpResponse:
    context = {"name": NameForm(), "form": PaperForm(policies=policies(request.actor)), "named": None, **more}
    return render(request, "privacy/paper.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(ENTER)
def paper(request: SignedRequest) -> HttpResponse:
    """Find whose it is, then write down what stands on the paper."""
    if request.method != "POST":
        return _shown(request)
    actor = request.actor
    if request.POST.get("do") != "enter":
        name = NameForm(request.POST)
        if not name.is_valid():
            return _shown(request, 422, name=name)
        return _shown(request, name=name, named=people_named(actor, name.cleaned_data["name"]))
    form = PaperForm(request.POST, request.FILES, policies=policies(actor))
    good = form.is_valid()
    chosen = form.chosen()
    if chosen is None:
        return _shown(request, 422, form=form)
    subject = doors.fetch(actor, ENTER, Person, pk=chosen)
    named = [(subject.pk, str(subject), "")]
    if not good:
        return _shown(request, 422, form=form, named=named)
    refusal = enter(actor, subject, form.said(), form.cleaned_data["scan"])
    return _shown(request, 422, form=form, named=named, refusal=refusal) if refusal else redirect("privacy:office")


@require_POST
@entitled(END)
def end_consent(request: SignedRequest, consent: UUID) -> HttpResponse:
    """Write down that it was taken back."""
    found, form = doors.fetch(request.actor, END, Consent, pk=consent), EndForm(request.POST)
    if not form.is_valid():
        return shown(request, 422, ending_form=form, ended=found.pk)
    refusal = end(request.actor, found, form.cleaned_data["words"])
    return shown(request, 422, ended=found.pk, refusal=refusal) if refusal else redirect("privacy:office")


@require_http_methods(["GET", "HEAD"])
@entitled(SCAN)
def scan(request: SignedRequest, scan: UUID) -> HttpResponse:
    """The picture as a file."""
    found = doors.fetch(request.actor, SCAN, ConsentScan, pk=scan)
    response = HttpResponse(bytes(found.content), content_type=found.media)
    response["Content-Disposition"] = f'attachment; filename="consent-{found.pk.hex[:8]}.{found.ending}"'
    response["Content-Security-Policy"] = DOCUMENT_CSP
    return response
