"""An edit: looked at before it is written, taken back as a whole."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.exchange.decision import asked_page, taken_back, written
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import EDIT
from zhurnal.exchange.queries.runs import load_preview
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.people.gate import SignedRequest, entitled

SHOWN_AGAIN = frozenset({"stale", "database", "rests"})  # refusals after which the person looks once more


@require_http_methods(["GET", "HEAD"])
@entitled(EDIT)
def edit(request: SignedRequest, run: UUID) -> HttpResponse:
    """What would be changed, or was changed, row by row."""
    return _edit(request, doors.fetch(request.actor, EDIT, ImportRun, pk=run))


@require_POST
@entitled(EDIT)
def apply(request: SignedRequest, run: UUID) -> HttpResponse:
    """Write it, or forget it."""
    found = doors.fetch(request.actor, EDIT, ImportRun, pk=run)
    left = f"dictionaries:{found.kind}"
    return written(request, found, "dictionaries:edit", left, lambda refused: _again(request, found, refused))


@require_POST
@entitled(EDIT)
def undo(request: SignedRequest, run: UUID) -> HttpResponse:
    """Take the whole edit back."""
    found = doors.fetch(request.actor, EDIT, ImportRun, pk=run)
    return taken_back(request, found, "dictionaries:edit", lambda refused: _again(request, found, refused))


def _again(request: SignedRequest, run: ImportRun, refused: Refused) -> HttpResponse:
    if refused.refusal.code not in SHOWN_AGAIN:
        raise refused
    found = doors.fetch(request.actor, EDIT, ImportRun, pk=run.pk)
    return _edit(request, found, str(refused.refusal), 409)


def _edit(request: SignedRequest, run: ImportRun, said: str = "", status: int = 200) -> HttpResponse:
    page = asked_page(request)
    view = load_preview(request.actor, run, request.GET.get("show", ""), request.GET.get("what", ""), page)
    context = {"view": view, "said": said, "list_url": f"dictionaries:{run.kind}"}
    return render(request, "dictionaries/edit.html", context, status=status)
