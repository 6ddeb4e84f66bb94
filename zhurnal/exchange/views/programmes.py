"""A work programme read from a file into its editor; nothing is saved before the teacher does it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from zhurnal.curriculum.models import WorkProgramme
from zhurnal.curriculum.policy import WRITE_PROGRAMME
from zhurnal.curriculum.programme_page import editor
from zhurnal.exchange.forms import FileForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.programmes import Programme
from zhurnal.exchange.imports.readers.sandbox import read
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.kernel import doors
from zhurnal.people.gate import SignedRequest, entitled


@require_POST
@entitled(WRITE_PROGRAMME)
def programme_file(request: SignedRequest, programme: UUID) -> HttpResponse:
    """The editor with the rows of the file, and with everything that was not taken."""
    found = doors.fetch(request.actor, WRITE_PROGRAMME, WorkProgramme, related=("discipline",), pk=programme)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return editor(request, found, said=str(form.errors["upload"][0]), status=422)
    with TemporaryDirectory(prefix="zhurnal-import-") as folder:
        path = Path(folder) / "0"
        with path.open("wb") as file:
            file.writelines(form.cleaned_data["upload"].chunks())
        reading = read(Kind.PROGRAMME, [Source(path, form.cleaned_data["upload"].name)])
    topics = reading.content.topics if isinstance(reading.content, Programme) else ()
    problems = [f"Строка {one.line}: {one.reason}" if one.line else one.reason for one in reading.problems]
    if not topics:
        return editor(request, found, said=" ".join(problems[:3]), status=422)
    rows = [{"title": t.title, "hours": t.hours, "kind": t.kind, "homework": t.homework} for t in topics]
    return editor(request, found, rows=rows, problems=problems)
