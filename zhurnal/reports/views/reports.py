"""A report as a page and as a file, from the same table."""

from itertools import groupby
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent, BadRequest, Refused
from zhurnal.kernel.export import Format, Table, answer
from zhurnal.kernel.packing import gzip_page
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.reports.actions.notes import note_export
from zhurnal.reports.actions.saved import Kept
from zhurnal.reports.asking import AskForm, ask
from zhurnal.reports.catalogue import REPORTS
from zhurnal.reports.catalogue.report import Report
from zhurnal.reports.models import SavedReport
from zhurnal.reports.policy import KEEP, OPEN
from zhurnal.reports.queries.saved import built_of, saved_of
from zhurnal.reports.rules.due import SCHEDULE_WORDS, Schedule
from zhurnal.reports.shown import shown
from zhurnal.tasks.policy import GIVE

ONE_TABLE = frozenset({Format.CSV, Format.JSON})


@require_http_methods(["GET", "HEAD"])
@entitled(OPEN)
def index(request: SignedRequest) -> HttpResponse:
    """What reports there are for this person."""
    mine = [report for report in REPORTS.values() if policy.may(request.actor, report.action)]
    context = {
        "shelves": [(shelf, list(reports)) for shelf, reports in groupby(mine, key=lambda report: report.shelf)],
        "saved": [_line(row) for row in saved_of(request.actor) if row.report in REPORTS],
        "built": built_of(request.actor),
    }
    return render(request, "reports/index.html", context)


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(OPEN)
def report(request: SignedRequest, slug: str) -> HttpResponse:
    """One report, to be read and printed."""
    found = report_of(request, slug)
    form = ask(request.actor, found, request.GET)
    context = page_of(request, found, form, Kept(found.slug, "", form.typed))
    return render(request, "reports/report.html", context, status=422 if form.error else 200)


def page_of(request: SignedRequest, found: Report, form: AskForm, kept: Kept) -> dict[str, object]:
    """What the page of a report shows."""
    try:
        table = found.made(request.actor, form.asked) if form.asked else None
    except Refused as refused:
        table, form.error = None, str(refused.refusal)
    sent = urlencode(form.typed)
    return {
        "report": found, "form": form, "table": table, "sent": sent,
        "parts": [shown(one, found.slug, sent, acts=policy.may(request.actor, GIVE)) for one in _parts(table)],
        "kept": kept, "schedules": SCHEDULE_WORDS.items(), "keeps": policy.may(request.actor, KEEP),
    }  # fmt: skip


def _line(row: SavedReport) -> dict[str, object]:
    """A kept report with its link: of the present period, or of the one it was kept with."""
    asked = {key: value for key, value in row.parameters.items() if row.pinned or key not in {"period", "day"}}
    words = SCHEDULE_WORDS[Schedule(row.schedule)] if row.schedule else ""
    return {"row": row, "report": REPORTS[row.report], "query": urlencode(asked), "words": words}


@require_http_methods(["GET", "HEAD"])
@entitled(OPEN)
def report_file(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """The same report as a file; where it names people, taking it out is written down."""
    found = report_of(request, slug)
    if form not in set(Format):
        raise Absent
    if found.proved:
        policy.confirmed(request.actor)
    asked = ask(request.actor, found, request.GET)
    if asked.asked is None:
        raise BadRequest(asked.error)
    table = found.made(request.actor, asked.asked)
    if form in ONE_TABLE and table.more:
        raise Absent  # it would hold the first of the tables and tell nobody
    if found.personal:
        note_export(request.actor, found.slug, form, asked.typed)
    return cast(HttpResponse, answer(table, Format(form), name_of(found, asked)))


def report_of(request: HttpRequest, slug: str) -> Report:
    """The report of an address, for whom it is."""
    found = REPORTS.get(slug)
    if found is None or not policy.may(cast(SignedRequest, request).actor, found.action):
        raise Absent
    return found


def name_of(report: Report, form: AskForm) -> str:
    """«Отчёт преподавателя за семестр, 1 семестр 2026/27»."""
    return f"{report.title}, {form.asked.period.words}" if form.asked else report.title


def _parts(table: Table | None) -> tuple[Table, ...]:
    return (table, *table.more) if table else ()
