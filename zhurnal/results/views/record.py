"""The record of all years: for who answers for the student, for himself and his parents, on paper."""

from datetime import date
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person
from zhurnal.results.actions.notes import note_opening
from zhurnal.results.forms import day_of
from zhurnal.results.policy import CERTIFICATE, GROUP, OWN, RECORD
from zhurnal.results.queries.paper import Paper, load_paper
from zhurnal.results.queries.paper_table import (
    BY_HAND,
    Maker,
    certificate_table,
    characteristic_table,
    extract_table,
    facts,
    studied,
    who,
)
from zhurnal.results.queries.record import load_record, reached


@require_http_methods(["GET", "HEAD"])
@entitled(RECORD)
def record(request: SignedRequest, student: UUID) -> HttpResponse:
    """The whole record, today's or (``?day=``) that of an earlier day; the opening is written down, and the page says so."""
    actor = request.actor
    found = doors.fetch(actor, RECORD, Person, pk=student)
    page = load_record(actor, found, published=False, on=day_of(request.GET))
    note_opening(actor, RECORD, found)
    context = {
        "student": found, "page": page, "seen": f"{actor.now:%d.%m в %H:%M}", "prints": policy.can(actor, CERTIFICATE, found),
        "summary": page.group if page.group and policy.can(actor, GROUP, page.group) else None,
        "today": actor.today, "query": f"?day={page.day}" if page.past else "",
    }  # fmt: skip
    return render(request, "results/record.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own(request: SignedRequest) -> HttpResponse:
    """Lead to one's own record, a parent to the first child's."""
    people = reached(request.actor)
    if not people:
        return render(request, "results/nobody.html")
    return redirect("results:own-record", student=people[0][0])


@require_http_methods(["GET", "HEAD"])
@entitled(OWN)
def own_record(request: SignedRequest, student: UUID) -> HttpResponse:
    """What is published of oneself or of one's child."""
    found = doors.fetch(request.actor, OWN, Person, pk=student)
    page = load_record(request.actor, found, published=True)
    context = {"student": found, "page": page, "family": True, "children": reached(request.actor)}
    return render(request, "results/record.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(CERTIFICATE)
def certificate(request: SignedRequest, student: UUID) -> HttpResponse:
    """Справка об обучении: a sheet to be printed and signed, of today or of an earlier day."""
    found = doors.fetch(request.actor, CERTIFICATE, Person, pk=student)
    note_opening(request.actor, CERTIFICATE, found)
    paper = load_paper(request.actor, found, day_of(request.GET))
    context = {"student": found, "paper": paper, "today": request.actor.today, "past": _past(paper)}
    return render(request, "results/certificate.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(CERTIFICATE)
def extract(request: SignedRequest, student: UUID) -> HttpResponse:
    """Выписка: results by semester, of today or of an earlier day."""
    found = doors.fetch(request.actor, CERTIFICATE, Person, pk=student)
    note_opening(request.actor, CERTIFICATE, found)
    paper = load_paper(request.actor, found, day_of(request.GET))
    context = {"student": found, "paper": paper, "today": request.actor.today, "past": _past(paper)}
    return render(request, "results/extract.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(RECORD)
def characteristic(request: SignedRequest, student: UUID) -> HttpResponse:
    """Характеристика: what the journal knows, today or on an earlier day, and lines for what it does not."""
    actor = request.actor
    found = doors.fetch(actor, RECORD, Person, pk=student)
    note_opening(actor, RECORD, found)
    paper = load_paper(actor, found, day_of(request.GET))
    context = {
        "student": found, "who": who(found), "studied": studied(paper), "facts": facts(paper), "by_hand": BY_HAND,
        "leader": actor.parameters.leader_signs, "today": actor.today, "past": _past(paper),
    }  # fmt: skip
    return render(request, "results/characteristic.html", context)


def _past(paper: Paper) -> date | None:
    """The earlier day of which the paper tells; None of today."""
    return paper.record.day if paper.record.past else None


def _file(request: SignedRequest, action: str, student: UUID, make: Maker) -> HttpResponse:
    """The paper as a file; taking it out is written down."""
    found = doors.fetch(request.actor, action, Person, pk=student)
    table = make(request.actor, found, load_paper(request.actor, found, day_of(request.POST)))
    said = request.POST.get("format", "")
    form = Format(said) if said in ("xlsx", "pdf") else Format.XLSX
    note_opening(request.actor, action, found, file=f"{table.title}, {form}")
    return cast(HttpResponse, answer(table, form, table.title))


@require_POST
@entitled(RECORD)
def characteristic_file(request: SignedRequest, student: UUID) -> HttpResponse:
    """Характеристика as a file."""
    return _file(request, RECORD, student, characteristic_table)


@require_POST
@entitled(CERTIFICATE)
def certificate_file(request: SignedRequest, student: UUID) -> HttpResponse:
    """Справка об обучении as a file."""
    return _file(request, CERTIFICATE, student, certificate_table)


@require_POST
@entitled(CERTIFICATE)
def extract_file(request: SignedRequest, student: UUID) -> HttpResponse:
    """Выписка as a file."""
    return _file(request, CERTIFICATE, student, extract_table)
