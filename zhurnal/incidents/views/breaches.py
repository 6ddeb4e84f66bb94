"""Files of breaches: opened, kept, printed, given out as an archive."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.incidents.actions.breaching import Known, describe, mark_sent, note_list, open_breach, recount
from zhurnal.incidents.forms import BreachForm, PartsForm, SentForm
from zhurnal.incidents.models import Breach, Incident
from zhurnal.incidents.policy import BREACH, BREACH_LIST, BREACH_WRITE, READ
from zhurnal.incidents.queries.breach import breach_page, evidence, login_of, notice_sheet, person_of
from zhurnal.incidents.rules.breach import NO_ACCOUNT, PARTS
from zhurnal.kernel import doors
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.export.answer import disposition
from zhurnal.kernel.ids import id_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.typeset import typeset
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, entitled

STEPS = ("parts", "count", "sent")


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(BREACH_WRITE)
def new_breach(request: SignedRequest) -> HttpResponse:
    """Open a file, of an incident or of an account; or of neither, where the whole base is meant."""
    actor, incident = request.actor, _incident(request)
    if request.method != "POST":
        return _new(request, BreachForm(initial=_initial(actor, incident)), incident)
    form = BreachForm(request.POST)
    if not form.is_valid():
        return _new(request, form, incident, status=422)
    said, zone = form.cleaned_data, actor.now.tzinfo
    person: UUID | None = None
    if said["login"].strip():
        person = person_of(actor, said["login"])
        if person is None:
            return _new(request, form, incident, NO_ACCOUNT, 422)
    since, until, discovered = (said[name].replace(tzinfo=zone) for name in ("since", "until", "discovered"))
    made = open_breach(actor, Known(person, since, until, discovered, said["happened"], incident))
    if isinstance(made, Refusal):
        return _new(request, form, incident, made, 422)
    return redirect("incidents:breach", breach=made.pk)


def _incident(request: SignedRequest) -> Incident | None:
    """The incident that an address or a form names; none where neither does."""
    asked = id_of(request.POST.get("incident", "") or request.GET.get("incident", ""))
    return doors.fetch(request.actor, READ, Incident, related=("person",), pk=asked) if asked else None


def _initial(actor: PersonActor, incident: Incident | None) -> dict[str, object]:
    """What is known already; the moment of discovery of an incident is that of its opening."""
    if incident is None:
        return {"discovered": _local(actor, actor.now), "until": _local(actor, actor.now)}
    return {
        "login": login_of(actor, incident.person_id), "since": _local(actor, incident.since),
        "until": _local(actor, incident.until), "discovered": _local(actor, incident.opened_at), "happened": incident.words,
    }  # fmt: skip


def _local(actor: PersonActor, moment: datetime) -> datetime:
    return moment.astimezone(actor.now.tzinfo).replace(tzinfo=None)


def _new(
    request: HttpRequest, form: BreachForm, incident: Incident | None, refusal: Refusal | None = None, status: int = 200
) -> HttpResponse:
    context = {"form": form, "incident": incident, "refusal": refusal}
    return render(request, "incidents/new_breach.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def breach(request: SignedRequest, breach: UUID) -> HttpResponse:
    """One file; ``step`` of what is posted: parts, count, sent."""
    return (_written if request.method == "POST" else _read)(request, breach)


@entitled(BREACH)
def _read(request: SignedRequest, breach: UUID) -> HttpResponse:
    return _shown(request, breach)


@entitled(BREACH_WRITE)
def _written(request: SignedRequest, breach: UUID) -> HttpResponse:
    step = request.POST.get("step", "")
    if step not in STEPS:
        message = "Не понять, что сделать с делом. Обновите страницу."
        raise BadRequest(message)
    found = doors.fetch(request.actor, BREACH_WRITE, Breach, related=("incident",), pk=breach)
    more: dict[str, Any] = {}
    told: Refusal | None = None
    if step == "count":
        told = recount(request.actor, found)
    elif step == "parts":
        form = PartsForm(request.POST)
        if not form.is_valid():
            return _shown(request, breach, 422, parts=form)
        told = describe(request.actor, found, form.cleaned_data)
        more = {"parts": form}
    else:
        sent = SentForm(request.POST)
        if not sent.is_valid():
            return _shown(request, breach, 422, sent=sent)
        said = sent.cleaned_data
        at = said["at"].replace(tzinfo=request.actor.now.tzinfo)
        told = mark_sent(request.actor, found, said["which"], at, said["number"])
        more = {"sent": sent}
    if told is not None:
        return _shown(request, breach, 422, told=told, **more)
    return redirect("incidents:breach", breach=breach)


def _shown(request: SignedRequest, pk: UUID, status: int = 200, **more: Any) -> HttpResponse:
    actor = request.actor
    found = doors.fetch(actor, BREACH, Breach, related=("person", "incident"), pk=pk)
    context = {
        "page": breach_page(actor, found), "parts": PartsForm(initial={name: getattr(found, name) for name in PARTS}),
        "sent": SentForm(initial={"at": _local(actor, actor.now)}),
    }  # fmt: skip
    return render(request, "incidents/breach.html", {**context, **more}, status=status)


@require_http_methods(["GET", "HEAD"])
@entitled(BREACH)
def first_notice(request: SignedRequest, breach: UUID) -> HttpResponse:
    """The first notice on paper."""
    return _paper(request, breach, "first", "Первое уведомление")


@require_http_methods(["GET", "HEAD"])
@entitled(BREACH)
def result_notice(request: SignedRequest, breach: UUID) -> HttpResponse:
    """The notice of results on paper."""
    return _paper(request, breach, "result", "Уведомление об итогах")


def _paper(request: SignedRequest, pk: UUID, which: str, name: str) -> HttpResponse:
    found = doors.fetch(request.actor, BREACH, Breach, related=("incident",), pk=pk)
    sheet = typeset("incidents/paper/notice.typ", notice_sheet(request.actor, found, which))
    response = HttpResponse(sheet, content_type="application/pdf")
    response.headers["Content-Disposition"] = disposition(f"{name}, дело {found.number}.pdf")
    return response


@require_POST
@entitled(BREACH_LIST)
def breach_list(request: SignedRequest, breach: UUID) -> HttpResponse:
    """The archive of evidence. Asked for in a body: taking it out is written down."""
    found = doors.fetch(request.actor, BREACH_LIST, Breach, related=("incident",), pk=breach)
    note_list(request.actor, found)
    response = HttpResponse(evidence(request.actor, found), content_type="application/zip")
    response.headers["Content-Disposition"] = disposition(f"Дело об утечке {found.number}.zip")
    return response
