"""The summary of a group and its marks for diplomas, as pages and as files."""

from datetime import date
from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format
from zhurnal.kernel.export import answer as send
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.results.actions.notes import note_export
from zhurnal.results.forms import asked_of
from zhurnal.results.policy import EXPORT, GROUP
from zhurnal.results.queries.diploma import diploma_table, load_diplomas
from zhurnal.results.queries.lists import LISTS, groups_now
from zhurnal.results.queries.summary import load_summary
from zhurnal.results.queries.summary_table import figures_of, notes, summary_table

WITH_YEAR = ("year", "department", "curriculum")


@require_http_methods(["GET", "HEAD"])
@entitled(GROUP)
def index(request: SignedRequest) -> HttpResponse:
    """Groups in reach, and the lists that follow from results."""
    lists = [(slug, one.title) for slug, one in LISTS.items()]
    return render(request, "results/index.html", {"groups": groups_now(request.actor), "lists": lists})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(GROUP)
def summary(request: SignedRequest, group: UUID) -> HttpResponse:
    """Сводная ведомость: students × disciplines."""
    actor = request.actor
    found = doors.fetch(actor, GROUP, Group, related=WITH_YEAR, pk=group)
    page = load_summary(actor, found, asked_of(request.GET))
    columns = [figures_of(head, actor.parameters) for head in page.heads]
    figures = [(rows[0][0], [text for _title, text in rows]) for rows in zip(*columns, strict=True)]
    context = {"group": found, "page": page, "figures": figures, "notes": notes(actor.parameters, page)}
    return render(request, "results/summary.html", context)


@require_POST
@entitled(EXPORT)
def summary_file(request: SignedRequest, group: UUID) -> HttpResponse:
    """The summary as a file; taking it out is written down."""
    actor = request.actor
    found = doors.fetch(actor, EXPORT, Group, related=WITH_YEAR, pk=group)
    policy.confirmed(actor)
    page = load_summary(actor, found, asked_of(request.POST))
    note_export(actor, "summary", found, len(page.lines))
    form = Format.CSV if request.POST.get("format") == "csv" else Format.XLSX
    return cast(HttpResponse, send(summary_table(actor, page), form, f"Сводная {found.name} {page.title}"))


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(GROUP)
def diploma(request: SignedRequest, group: UUID) -> HttpResponse:
    """Marks for the supplements of diplomas."""
    found = doors.fetch(request.actor, GROUP, Group, related=WITH_YEAR, pk=group)
    return render(request, "results/diploma.html", {"group": found, "page": load_diplomas(request.actor, found)})


@require_POST
@entitled(EXPORT)
def diploma_file(request: SignedRequest, group: UUID) -> HttpResponse:
    """The same as a file."""
    found = doors.fetch(request.actor, EXPORT, Group, related=WITH_YEAR, pk=group)
    policy.confirmed(request.actor)
    page = load_diplomas(request.actor, found)
    note_export(request.actor, "diploma", found, len(page.lines))
    form = Format.CSV if request.POST.get("format") == "csv" else Format.XLSX
    name = f"В диплом {found.name} {date.isoformat(request.actor.today)}"
    return cast(HttpResponse, send(diploma_table(request.actor, page), form, name))
