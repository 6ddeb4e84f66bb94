"""A file read into the table of a step of the year's opening; nothing is saved before the person does it."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from zhurnal.academic_year.models import AcademicYear
from zhurnal.exchange.bringing import kept_apart
from zhurnal.exchange.forms import FileForm
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.sandbox import read
from zhurnal.exchange.imports.readers.sheet import Sheet
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent
from zhurnal.opening.desk import TABLES
from zhurnal.opening.policy import RUN
from zhurnal.opening.rules.filling import fill_table
from zhurnal.opening.rules.tables import Problem
from zhurnal.opening.step_page import show_step
from zhurnal.people.gate import SignedRequest, entitled


@require_POST
@entitled(RUN)
def step_file(request: SignedRequest, year: UUID, step: str) -> HttpResponse:
    """The step with the rows of the file in its table, and with everything that was not taken."""
    found = doors.fetch(request.actor, RUN, AcademicYear, pk=year)
    if step not in TABLES:
        raise Absent
    form, typed = FileForm(request.POST, request.FILES), request.POST.get("text", "")
    if not form.is_valid():
        problems = [Problem(0, str(form.errors["upload"][0]))]
        return show_step(request, found, step, {"problems": problems, "text": typed}, status=422)
    with kept_apart([form.cleaned_data["upload"]]) as sources:
        reading = read(Kind.SHEET, sources)
    text = fill_table(TABLES[step].columns, reading.content.rows) if isinstance(reading.content, Sheet) else ""
    problems = [Problem(one.line or 0, one.reason) for one in reading.problems]
    if not text:
        return show_step(request, found, step, {"problems": problems, "text": typed}, status=422)
    said = f"Из файла взято строк: {len(text.splitlines())}. Проверьте таблицу и нажмите «Сохранить и дальше»."
    return show_step(request, found, step, {"notes": problems, "text": text, "read": said})
