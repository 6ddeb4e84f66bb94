"""Findings: a teacher's own, those of a checker, one of them, and the rules."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.checks.actions import deciding
from zhurnal.checks.forms import DismissForm, RulesForm, asked_of
from zhurnal.checks.models import Finding
from zhurnal.checks.policy import DISMISS, OWN, READ, SET, WATCH
from zhurnal.checks.queries.finding import RELATED, load_finding
from zhurnal.checks.queries.overview import load_overview
from zhurnal.checks.queries.own import load_own
from zhurnal.checks.queries.rules import load_rules
from zhurnal.checks.stored import settings
from zhurnal.kernel import doors, policy
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """The teacher's own journals, judged now."""
    return render(request, "checks/own.html", {"page": load_own(request.actor, request.GET.get("term", ""))})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(WATCH)
def overview(request: SignedRequest) -> HttpResponse:
    """What stands in the journals within reach."""
    return render(request, "checks/overview.html", {"page": load_overview(request.actor, asked_of(request.GET))})


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def finding(request: SignedRequest, finding: UUID) -> HttpResponse:
    """One finding with what became of it."""
    found = doors.fetch(request.actor, READ, Finding, related=RELATED, pk=finding)
    return render(
        request,
        "checks/finding.html",
        {"page": load_finding(request.actor, found), "form": DismissForm(), "row": found},
    )


@require_POST
@entitled(DISMISS)
def dismiss(request: SignedRequest, finding: UUID) -> HttpResponse:
    """A checker calls it no finding."""
    found = doors.fetch(request.actor, DISMISS, Finding, related=RELATED, pk=finding)
    form = DismissForm(request.POST)
    if not form.is_valid():
        context = {"page": load_finding(request.actor, found), "form": form, "row": found}
        return render(request, "checks/finding.html", context, status=422)
    deciding.dismiss(request.actor, found, form.cleaned_data["reason"])
    return redirect(reverse("checks:finding", args=[found.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET)
def rules(request: SignedRequest) -> HttpResponse:
    """The rules of the college."""
    now = settings(request.actor.college_id, request.actor.parameters)
    form = RulesForm(now, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        deciding.set_rules(request.actor, form.wanted())
        return redirect("checks:rules")
    context = {"sheets": form.sheets(load_rules(request.actor)), "watches": policy.may(request.actor, WATCH)}
    return render(request, "checks/rules.html", context, status=422 if form.is_bound else 200)
