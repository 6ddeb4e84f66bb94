"""Causes of absence."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhurnal.journal.models import ExcusePaper
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.kernel import doors
from zhurnal.kernel.answers import wants_json
from zhurnal.kernel.errors import BadRequest
from zhurnal.kernel.headers import DOCUMENT_CSP
from zhurnal.kernel.packing import gzip_page
from zhurnal.oversight.actions.excuses import OPEN_PAPER, SET, Answer, Cause, answer_message, open_paper, set_cause
from zhurnal.oversight.forms import AnswerForm, CauseForm, posted
from zhurnal.oversight.queries.excuses import causes_of, load_excuses
from zhurnal.people.gate import SignedRequest, entitled
from zhurnal.people.models import Person


@require_http_methods(["GET", "HEAD"])
@gzip_page
@entitled(SET)
def excuses(request: SignedRequest) -> HttpResponse:
    """Messages of parents, absences without a cause, everybody else."""
    page = load_excuses(request.actor)
    context = {"page": page, "today": request.actor.today, "kinds": CauseForm.base_fields["kind"].choices}  # type: ignore[attr-defined]
    return render(request, "oversight/excuses.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(SET)
def set_excuse(request: SignedRequest, student: UUID) -> HttpResponse:
    """Set a cause for a range of days, or answer a parent's message."""
    found = doors.fetch(request.actor, SET, Person, pk=student)
    if request.method != "POST":
        today = request.actor.today.isoformat()
        days = {name: request.GET.get(name, today)[:10] for name in ("since", "until")}
        return _page(request, found, CauseForm(initial=days))
    fields = posted(request)
    if "message" in fields:
        return _answer(request, found, fields)
    form = CauseForm(fields)
    if not form.is_valid():
        return _page(request, found, form, 422)
    given = form.cleaned_data
    set_cause(request.actor, found, Cause(given["since"], given["until"], ExcuseKind(given["kind"]), given["note"]))
    return _done(request)


@require_http_methods(["POST"])
@entitled(OPEN_PAPER)
def paper(request: SignedRequest, paper: UUID) -> HttpResponse:
    """A paper as a file. By POST: that it was looked at is written down."""
    found = doors.fetch(request.actor, OPEN_PAPER, ExcusePaper, pk=paper)
    response = HttpResponse(open_paper(request.actor, found), content_type=found.media)
    response["Content-Disposition"] = f'attachment; filename="document-{found.number}.{found.ending}"'
    response["Content-Security-Policy"] = DOCUMENT_CSP
    return response


def _answer(request: SignedRequest, student: Person, fields: dict[str, object]) -> HttpResponse:
    """Accept or reject a parent's message."""
    form = AnswerForm(fields)
    if not form.is_valid():
        message = "Ответ не разобрать: обновите страницу и повторите."
        raise BadRequest(message)
    answer = Answer(form.cleaned_data["decision"] == "accept", form.kind_chosen())
    answer_message(request.actor, student, form.cleaned_data["message"], answer)
    return _done(request)


def _done(request: SignedRequest) -> HttpResponse:
    return JsonResponse({"state": "saved"}) if wants_json(request) else redirect("oversight:excuses")


def _page(request: SignedRequest, student: Person, form: CauseForm, status: int = 200) -> HttpResponse:
    """One student: his causes, and the form for another."""
    if wants_json(request) and status != 200:
        raise BadRequest(" ".join(str(error) for errors in form.errors.values() for error in errors), status)
    context = {"student": student, "form": form, "causes": causes_of(request.actor, student)}
    return render(request, "oversight/set_excuse.html", context, status=status)
