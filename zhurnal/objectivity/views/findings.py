"""Findings: the list, its file, one of them with its evidence, and words about it."""

from datetime import date
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Course
from zhurnal.kernel import doors
from zhurnal.kernel.dates import asked_day
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.kernel.packing import gzip_page
from zhurnal.objectivity.actions import explain
from zhurnal.objectivity.forms import WordForm
from zhurnal.objectivity.policy import ANSWER, READ, SETTLE
from zhurnal.objectivity.queries.finding import FindingPage, load_finding
from zhurnal.objectivity.queries.findings import load_findings
from zhurnal.objectivity.queries.table import findings_table
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def findings(request: SignedRequest) -> HttpResponse:
    """What was found in the journals within reach."""
    return render(request, "objectivity/findings.html", {"page": load_findings(request.actor, *_asked(request))})


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def findings_file(request: SignedRequest, form: str) -> HttpResponse:
    """The same list as a file."""
    if form not in set(Format):
        raise Absent
    page = load_findings(request.actor, *_asked(request))
    return cast(
        HttpResponse, send(findings_table(request.actor, page), Format(form))
    )  # it streams; the gates only pass it on


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def finding(request: SignedRequest, course: UUID, kind: str) -> HttpResponse:
    """One kind in one journal, with the rows behind it."""
    found = doors.fetch(request.actor, READ, Course, related=("term",), pk=course)
    page = _load(request, found, _kind(kind))
    return render(request, "objectivity/finding.html", {"page": page, "form": WordForm(), "kind": kind})


@require_POST
@entitled(SETTLE)
def settle(request: SignedRequest, course: UUID, kind: str) -> HttpResponse:
    """A head calls it explained."""
    return _say(
        request, doors.fetch(request.actor, SETTLE, Course, related=("term",), pk=course), _kind(kind), settles=True
    )


@require_POST
@entitled(ANSWER)
def answer(request: SignedRequest, course: UUID, kind: str) -> HttpResponse:
    """The teacher answers."""
    return _say(
        request, doors.fetch(request.actor, ANSWER, Course, related=("term",), pk=course), _kind(kind), settles=False
    )


def _say(request: SignedRequest, course: Course, kind: Kind, *, settles: bool) -> HttpResponse:
    form, page = WordForm(request.POST), _load(request, course, kind)
    if not form.is_valid():
        return render(request, "objectivity/finding.html", {"page": page, "form": form, "kind": kind}, status=422)
    word = explain.Word(kind, form.cleaned_data["text"], page.finding.weight)
    (explain.settle if settles else explain.answer)(request.actor, course, word)
    return redirect(reverse("objectivity:finding", args=[course.pk, kind.value]))


def _load(request: SignedRequest, course: Course, kind: Kind) -> FindingPage:
    page = load_finding(request.actor, course, kind, asked_day(request.GET.get("on", ""), request.actor.today))
    if page is None:
        raise Absent
    return page


def _kind(name: str) -> Kind:
    if name not in set(Kind):
        raise Absent
    return Kind(name)


def _asked(request: SignedRequest) -> tuple[date, Kind | None]:
    """The day and the kind that are asked for; anything unreadable is today and all kinds."""
    kind = request.GET.get("kind", "")
    return asked_day(request.GET.get("on", ""), request.actor.today), Kind(kind) if kind in set(Kind) else None
