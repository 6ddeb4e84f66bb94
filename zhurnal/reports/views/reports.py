"""A report as a page and as a file, from the same table."""

from datetime import date, timedelta
from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export import Cell, Format, Kind, Table, Total, answer
from zhurnal.kernel.export.cells import spoken
from zhurnal.kernel.wording import whole
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.reports.catalogue import REPORTS, Report
from zhurnal.reports.catalogue.sheet import month_words
from zhurnal.reports.policy import READ


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def index(request: SignedRequest) -> HttpResponse:
    """What reports there are."""
    return render(request, "reports/index.html", {"reports": REPORTS.values()})


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(READ)
def report(request: SignedRequest, slug: str) -> HttpResponse:
    """One report, to be read and printed."""
    found, month = _report(slug), _month(request)
    table = found.build(request.actor, month)
    context = {
        "report": found, "table": table, "rows": _shown(table), "month": month, "words": month_words(month),
        "previous": (month - timedelta(days=1)).replace(day=1), "following": (month + timedelta(days=32)).replace(day=1),
        "numbers": [column.kind is Kind.NUMBER for column in table.columns],
    }  # fmt: skip
    return render(request, "reports/report.html", context)


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def report_file(request: SignedRequest, slug: str, form: str) -> HttpResponse:
    """The same report as a file."""
    if form not in set(Format):
        raise Absent
    sent = answer(_report(slug).build(request.actor, _month(request)), Format(form))
    return cast(HttpResponse, sent)  # it streams; the gates only pass it on


def _report(slug: str) -> Report:
    if slug not in REPORTS:
        raise Absent
    return REPORTS[slug]


def _month(request: SignedRequest) -> date:
    """The month that is asked for, «2026-11»; this one when none can be read."""
    try:
        found = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        found = request.actor.today.replace(day=1)
    return found if date(2000, 1, 1) <= found <= date(2100, 1, 1) else request.actor.today.replace(day=1)


def _text(value: Cell) -> str:
    """A cell on the page: whole numbers with a real minus."""
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) and not isinstance(value, bool) else spoken(value)


def _shown(table: Table) -> list[tuple[bool, list[tuple[str, bool]]]]:
    """Rows as text: whether it is a total, then (text, whether a number)."""
    numbers = [column.kind is Kind.NUMBER for column in table.columns]
    return [
        (
            isinstance(row, Total),
            [(_text(value), n) for value, n in zip(row, numbers, strict=True)],
        )
        for row in table.rows
    ]
