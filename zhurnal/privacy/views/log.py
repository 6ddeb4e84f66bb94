"""«Кто видел мои данные», and the record of readings for the officers."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.kernel.doors import fetch
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled, signed_in
from zhurnal.people.models import Person
from zhurnal.privacy.forms import LogForm, NameForm, PeriodForm
from zhurnal.privacy.policy import LOG, SEEN
from zhurnal.privacy.queries.log import (
    MOST,
    SHOWN,
    Log,
    log_table,
    people_named,
    period_of,
    read_log,
    seen_log,
    whose_logs,
)


@require_http_methods(["GET", "HEAD"])
@signed_in
def seen(request: SignedRequest) -> HttpResponse:
    """Who saw one's own data."""
    return _seen(request, request.actor.person_id)


@require_http_methods(["GET", "HEAD"])
@signed_in
def seen_of(request: SignedRequest, student: UUID) -> HttpResponse:
    """The same of a child."""
    return _seen(request, student)


def _seen(request: SignedRequest, person: UUID | None) -> HttpResponse:
    found, form = fetch(request.actor, SEEN, Person, pk=person), PeriodForm(request.GET or None)
    said = form.cleaned_data if form.is_valid() else {}
    log = seen_log(request.actor, found.pk, period_of(request.actor, said.get("since"), said.get("until")))
    context = {
        "log": log, "person": found, "form": PeriodForm(_days(log)), "people": whose_logs(request.actor), "shown": SHOWN,
        "mine": found.pk == request.actor.person_id,
    }  # fmt: skip
    return render(request, "privacy/seen.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(LOG)
def log(request: SignedRequest) -> HttpResponse:
    """The record by person; posting looks for a name."""
    name = NameForm(request.POST or None)
    asked = request.method == "POST" and name.is_valid()
    context: dict[str, object] = {
        "name": name,
        "named": people_named(request.actor, name.cleaned_data["name"]) if asked else None,
    }
    form = LogForm(request.GET or None)
    if request.method != "POST" and form.is_valid() and form.cleaned_data["person"]:
        person, found = _asked(request, form, SHOWN)
        side = form.cleaned_data["side"] or "whose"
        given = {**_days(found), "person": person.pk, "side": side}
        context |= {
            "log": found,
            "person": person,
            "form": LogForm(given),
            "asked": given,
            "shown": SHOWN,
            "side": side,
        }
    status = 422 if request.method == "POST" and not asked else 200
    return render(request, "privacy/log.html", context, status=status)


@require_POST
@entitled(LOG)
def log_file(request: SignedRequest) -> HttpResponse:
    """The same as a file. Asked for in a body: taking a list out is written down."""
    form = LogForm(request.POST)
    if not form.is_valid() or not form.cleaned_data["person"]:
        raise BadRequest("Выберите человека и дни на странице журнала доступа и скачайте файл оттуда.", 422)
    person, found = _asked(request, form, MOST)
    title = f"Журнал доступа, {person.short}"
    kind = Format.CSV if request.POST.get("format") == "csv" else Format.XLSX
    return cast(HttpResponse, answer(log_table(title, found), kind, title))


def _asked(request: SignedRequest, form: LogForm, most: int) -> tuple[Person, Log]:
    said, actor = form.cleaned_data, request.actor
    person = fetch(actor, LOG, Person, pk=said["person"])
    period = period_of(actor, said["since"], said["until"])
    return person, (read_log if said["side"] == "who" else seen_log)(actor, person.pk, period, most)


def _days(log: Log) -> dict[str, object]:
    return {"since": log.period.since, "until": log.period.until}
