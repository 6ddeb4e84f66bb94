"""Requests to open a closed lesson."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.journal.models import OpenRequest
from zhurnal.kernel import doors
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.packing import gzip_page
from zhurnal.oversight.actions.requests import Decision, decide_request
from zhurnal.oversight.forms import DecisionForm, posted
from zhurnal.oversight.queries.requests import requests_of
from zhurnal.oversight.rules.opening import usual_end
from zhurnal.people.actor import PersonActor
from zhurnal.people.gate import SignedRequest, entitled


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled("oversight.request.read")
def requests(request: SignedRequest) -> HttpResponse:
    """What waits, and what was decided."""
    waiting, decided = requests_of(request.actor)
    context = {
        "waiting": waiting,
        "decided": decided,
        "end": usual_end(request.actor.now).replace(tzinfo=None),
        "today": request.actor.today,
    }
    return render(request, "oversight/requests.html", context)


@require_POST
@entitled("oversight.request.decide")
def decide(request: SignedRequest, request_id: UUID) -> HttpResponse:
    """Open the lesson until a moment, or refuse with an answer."""
    actor = request.actor
    found = doors.fetch(actor, "oversight.request.decide", OpenRequest, pk=request_id)
    form = DecisionForm(posted(request))
    if not form.is_valid():
        message = "Решение не разобрать: выберите «Открыть» или «Не открывать» и время."
        raise BadRequest(message)
    refusal = decide_request(actor, found, _decision(actor, form))
    if refusal is not None:
        raise BadRequest(str(refusal))
    if wants_json(request):
        return JsonResponse({"state": form.cleaned_data["decision"]})
    return redirect("oversight:requests")


def _decision(actor: PersonActor, form: DecisionForm) -> Decision:
    """The decision on the college's clock; without a moment the usual one."""
    given: datetime | None = form.cleaned_data["open_until"]
    until = given.replace(tzinfo=actor.now.tzinfo) if given else usual_end(actor.now)
    return Decision(form.cleaned_data["decision"] == "approve", until, form.cleaned_data["answer"])
