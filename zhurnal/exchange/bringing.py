"""Uploads kept apart while they are read, and brought to the preview. Shared by the forms that bring files."""

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect

from zhurnal.exchange.actions.prepare import prepare
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.progress import FIELD, told
from zhurnal.exchange.rules.stages import BRINGING
from zhurnal.people.gate import SignedRequest


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


def brought(
    request: SignedRequest,
    kind: Kind,
    uploads: Iterable[UploadedFile],
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> HttpResponse:
    """Read the uploads and lead to their preview, telling the page on the way how far it is."""
    with told(request.actor, request.POST.get(FIELD, ""), BRINGING) as tell, kept_apart(uploads) as sources:
        run = prepare(request.actor, kind, sources, since, until, tell)
    return redirect("exchange:import", run=run.pk)
