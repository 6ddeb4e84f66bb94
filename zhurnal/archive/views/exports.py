"""Lists that go to the state, and the open export."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.archive.actions.taken import note_list
from zhurnal.archive.policy import GRADUATES, RETENTION, STATE_EXPORT
from zhurnal.archive.queries.exports import frdo_table, groups_of, monitoring_table, open_export
from zhurnal.archive.rules.state import NOT_LAST
from zhurnal.curriculum.models import Group
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format, answer
from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.reports.queries.graduating import graduating


def _shown(request: SignedRequest, refusal: Refusal | None = None) -> HttpResponse:
    actor = request.actor
    groups = groups_of(actor)
    last = graduating(actor, groups) if policy.may(actor, GRADUATES) else set()
    context = {"groups": groups, "last": last, "retention": policy.may(actor, RETENTION), "refusal": refusal}
    return render(request, "archive/exports.html", context, status=422 if refusal else 200)


@require_http_methods(["GET", "HEAD"])
@entitled(STATE_EXPORT)
def exports(request: SignedRequest) -> HttpResponse:
    """What can be taken, and for which groups."""
    return _shown(request)


def _format(request: SignedRequest) -> Format:
    form = request.POST.get("format", "")
    return Format(form) if form in ("xlsx", "csv") else Format.XLSX


@require_POST
@entitled(STATE_EXPORT)
def monitoring(request: SignedRequest) -> HttpResponse:
    """Figures of today for СПО-Мониторинг."""
    table = monitoring_table(request.actor)
    note_list(request.actor, "monitoring", None, len(list(table.rows)))
    return cast(HttpResponse, answer(table, _format(request), f"{table.title} {request.actor.today:%d.%m.%Y}"))


@require_POST
@entitled(GRADUATES)
def frdo(request: SignedRequest, group: UUID) -> HttpResponse:
    """Graduates of a group for ФИС ФРДО."""
    found = doors.fetch(request.actor, GRADUATES, Group, related=("year", "curriculum"), pk=group)
    if not graduating(request.actor, [found]):
        words = {"group": found.name, "course": found.course_year}
        return _shown(request, Refusal(NOT_LAST.code, NOT_LAST.text, words))
    policy.confirmed(request.actor)
    table = frdo_table(request.actor, found)
    note_list(request.actor, "frdo", found.pk, len(list(table.rows)))
    return cast(HttpResponse, answer(table, _format(request), table.title))


@require_POST
@entitled(STATE_EXPORT)
def open_data(request: SignedRequest, group: UUID) -> HttpResponse:
    """All records of a group's year as JSON."""
    found = doors.fetch(request.actor, STATE_EXPORT, Group, related=("year",), pk=group)
    policy.confirmed(request.actor)
    parts = list(open_export(found))
    note_list(request.actor, "open", found.pk, 1)
    response = StreamingHttpResponse(parts, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = disposition(f"{found.name} {found.year.name.replace('/', '-')}.json")
    return cast(HttpResponse, response)
