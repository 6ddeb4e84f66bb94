"""What a person keeps by name, and the files made for him."""

import io
from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent, Refused
from zhurnal.kernel.export import Format, disposition, file_name
from zhurnal.kernel.export.table import MEDIA
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.reports.actions.saved import Kept, drop_report, keep_report
from zhurnal.reports.asking import ask
from zhurnal.reports.models import BuiltReport, SavedReport
from zhurnal.reports.policy import KEEP, TAKE
from zhurnal.reports.rules.due import Schedule
from zhurnal.reports.views.reports import page_of, report_of


@require_POST
@entitled(KEEP)
def save(request: SignedRequest, slug: str) -> HttpResponse:
    """Keep the parameters of a report under a name."""
    found, sent = report_of(request, slug), request.POST
    form = ask(request.actor, found, sent)
    schedule = sent.get("schedule", "")
    kept = Kept(
        found.slug,
        sent.get("name", ""),
        form.typed,
        "pinned" in sent,
        schedule if schedule in set(Schedule) else "",
        found.proved,
    )
    try:
        if form.error:
            return render(request, "reports/report.html", page_of(request, found, form, kept), status=422)
        keep_report(request.actor, kept)
    except Refused as refused:
        context = page_of(request, found, form, kept) | {"refusal": str(refused.refusal)}
        return render(request, "reports/report.html", context, status=422)
    return redirect("reports:index")


@require_POST
@entitled(KEEP)
def drop(request: SignedRequest, saved: UUID) -> HttpResponse:
    """Keep it no more."""
    drop_report(request.actor, doors.fetch(request.actor, KEEP, SavedReport, pk=saved))
    return redirect("reports:index")


@require_http_methods(["GET", "HEAD"])
@entitled(TAKE)
def built(request: SignedRequest, built: UUID) -> HttpResponse:
    """The workbook that the night made for this person."""
    found = doors.fetch(request.actor, TAKE, BuiltReport, pk=built)
    if found.content is None:
        raise Absent
    response = FileResponse(io.BytesIO(bytes(found.content)), content_type=MEDIA[Format.XLSX])
    response.headers["Content-Disposition"] = disposition(file_name(found.title, Format.XLSX))
    return cast(HttpResponse, response)
