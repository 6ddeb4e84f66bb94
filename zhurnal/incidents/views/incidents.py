"""Incidents for whoever answers for them."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.incidents.actions.opening import answer_anomaly
from zhurnal.incidents.actions.settling import move_time, release, undo
from zhurnal.incidents.forms import AnswerForm, TimeForm, own_changes
from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.policy import READ, RELEASE, SETTLE, UNDO
from zhurnal.incidents.queries.board import board as load_board
from zhurnal.incidents.queries.incident import incident_page, refused_lines
from zhurnal.incidents.rules.undo import Undone
from zhurnal.kernel import doors
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.gate import SignedRequest, entitled

STEPS = {"undo": UNDO, "since": UNDO, "release": RELEASE}


@require_http_methods(["GET", "HEAD"])
@entitled(READ)
def board(request: SignedRequest) -> HttpResponse:
    """What the rules found, and the incidents."""
    return render(request, "incidents/board.html", {"page": load_board(request.actor)})


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(READ)
def incident(request: SignedRequest, incident: UUID) -> HttpResponse:
    """One incident; ``step`` of what is posted: undo, since, release."""
    told: Refusal | Undone | None = None
    if request.method == "POST":
        told = _step(request, incident, request.POST.get("step", ""))
        if told is None:
            return redirect("incidents:incident", incident=incident)
    found = doors.fetch(request.actor, READ, Incident, related=("person",), pk=incident)
    context: dict[str, object] = {"page": incident_page(request.actor, found)}
    if isinstance(told, Undone):
        context |= {"undone": told, "refused": refused_lines(request.actor, told.refused)}
    else:
        context["told"] = told
    return render(request, "incidents/incident.html", context, status=422 if told else 200)


def _step(request: SignedRequest, pk: UUID, step: str) -> Refusal | Undone | None:
    if step not in STEPS:
        message = "Не понять, что сделать с инцидентом. Обновите страницу."
        raise BadRequest(message)
    found = doors.fetch(request.actor, STEPS[step], Incident, pk=pk)
    if step == "release":
        return release(request.actor, found)
    if step == "undo":
        done = undo(request.actor, found, own_changes(request), request.POST.get("span", ""))
        return done if isinstance(done, Refusal) or done.refused else None
    form, zone = TimeForm(request.POST), request.actor.now.tzinfo
    if not form.is_valid():
        return Refusal("since", "Укажите день и время начала и конца инцидента.")
    move_time(request.actor, found, *(form.cleaned_data[name].replace(tzinfo=zone) for name in ("since", "until")))
    return None


@require_POST
@entitled(SETTLE)
def anomaly(request: SignedRequest, anomaly: UUID) -> HttpResponse:
    """Answer what a rule found."""
    found = doors.fetch(request.actor, SETTLE, Anomaly, pk=anomaly)
    form = AnswerForm(request.POST)
    opens = form.is_valid() and form.cleaned_data["decision"] == "incident"
    words = form.cleaned_data.get("words", "") if form.is_valid() else ""
    made = answer_anomaly(request.actor, found, words, opens=opens)
    if isinstance(made, Incident):
        return redirect("incidents:incident", incident=made.pk)
    if isinstance(made, Refusal):
        context = {"page": load_board(request.actor), "told": made, "asked": found.pk}
        return render(request, "incidents/board.html", context, status=422)
    return redirect("incidents:board")
