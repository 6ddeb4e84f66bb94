"""Imports: upload, preview, apply, undo."""

from dataclasses import asdict
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.exchange.bringing import brought
from zhurnal.exchange.decision import asked_page, taken_back, written
from zhurnal.exchange.forms import ImportForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE, RUN
from zhurnal.exchange.progress import progress_of
from zhurnal.exchange.queries.runs import load_preview, runs_of
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.opening.queries.steps import unfinished
from zhurnal.people.gate import SignedRequest, entitled

SHOWN_AGAIN = {"stale", "database", "rests", "order"}  # refusals after which the person looks at the preview once more


@require_http_methods(["GET", "HEAD", "POST"])
@entitled(RUN)
def imports(request: SignedRequest) -> HttpResponse:
    """The form of uploading and the list of imports; POST reads the files and leads to the preview."""
    if request.method != "POST":
        return render(
            request,
            "exchange/imports.html",
            {"form": ImportForm(initial=_asked(request)), "runs": runs_of(request.actor)},
        )
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        context = {"form": form, "runs": runs_of(request.actor)}
        return render(request, "exchange/imports.html", context, status=422)
    said = form.cleaned_data
    return brought(request, Kind(said["kind"]), said["uploads"], said["since"], said["until"])


def _asked(request: SignedRequest) -> dict[str, str]:
    """What a link to the form has chosen already: the kind of file and the first day."""
    return {name: request.GET[name] for name in ("kind", "since") if name in request.GET}


@require_http_methods(["GET", "HEAD"])
@entitled(DECIDE)
def progress(request: SignedRequest) -> HttpResponse:
    """How far the import is that this person started with the key of his page; nothing when there is none."""
    return JsonResponse(asdict(progress_of(request.actor, request.GET.get("key", ""))))


@require_http_methods(["GET", "HEAD"])
@entitled(DECIDE)
def preview(request: SignedRequest, run: UUID) -> HttpResponse:
    """What would happen, row by row."""
    return _preview(request, doors.fetch(request.actor, DECIDE, ImportRun, pk=run))


@require_POST
@entitled(DECIDE)
def apply(request: SignedRequest, run: UUID) -> HttpResponse:
    """Write it, or forget it («Не загружать»)."""
    found = doors.fetch(request.actor, DECIDE, ImportRun, pk=run)
    left = "exchange:orders" if found.kind == Kind.ORDERS else "exchange:imports"
    return written(request, found, "exchange:import", left, lambda refused: _again(request, found, refused))


@require_POST
@entitled(DECIDE)
def undo(request: SignedRequest, run: UUID) -> HttpResponse:
    """Take the whole import back."""
    found = doors.fetch(request.actor, DECIDE, ImportRun, pk=run)
    return taken_back(request, found, "exchange:import", lambda refused: _again(request, found, refused))


def _again(request: SignedRequest, run: ImportRun, refused: Refused) -> HttpResponse:
    """The page with the reason above; a refusal that no look can mend goes on as it is."""
    if refused.refusal.code not in SHOWN_AGAIN:
        raise refused
    found = doors.fetch(request.actor, DECIDE, ImportRun, pk=run.pk)
    return _preview(request, found, said=str(refused.refusal), status=409)


def _preview(request: SignedRequest, run: ImportRun, said: str = "", status: int = 200) -> HttpResponse:
    page = asked_page(request)
    view = load_preview(request.actor, run, request.GET.get("show", ""), request.GET.get("what", ""), page)
    resume = unfinished(request.actor) if view.applied_at and not view.orders else None
    return render(request, "exchange/import.html", {"view": view, "said": said, "resume": resume}, status=status)
