"""Imports: upload, preview, apply, undo."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.decision import asked_page, taken_back, written
from zhurnal.exchange.forms import ImportForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE, RUN
from zhurnal.exchange.queries.runs import load_preview, runs_of
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Refused
from zhurnal.opening.queries.steps import unfinished
from zhurnal.people.gate import SignedRequest, entitled

SHOWN_AGAIN = {"stale", "database", "rests", "order"}  # refusals after which the person looks at the preview once more


@contextmanager
def kept_apart(uploads: Iterable[UploadedFile]) -> Iterator[list[Source]]:
    """The uploads as files that only their owner may look at, gone when the plan is made."""
    with TemporaryDirectory(prefix="zhurnal-import-") as folder:
        sources = []
        for number, upload in enumerate(uploads):
            path = Path(folder) / str(number)
            with path.open("wb") as file:
                file.writelines(upload.chunks())
            sources.append(Source(path, upload.name or ""))
        yield sources


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
    with kept_apart(said["uploads"]) as sources:
        run = prepare(request.actor, Kind(said["kind"]), sources, said["since"], said["until"])
    return redirect("exchange:import", run=run.pk)


def _asked(request: SignedRequest) -> dict[str, str]:
    """What a link to the form has chosen already: the kind of file and the first day."""
    return {name: request.GET[name] for name in ("kind", "since") if name in request.GET}


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
    resume = unfinished(request.actor) if view.applied_at else None
    return render(request, "exchange/import.html", {"view": view, "said": said, "resume": resume}, status=status)
