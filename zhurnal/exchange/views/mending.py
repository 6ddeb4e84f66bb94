"""Faulty rows of a list: typed anew in the preview, or taken away as a file."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from zhurnal.exchange.actions.mending import mend_cells, note_faulty
from zhurnal.exchange.decision import answers_of
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import DECIDE
from zhurnal.exchange.queries.mending import faulty_table
from zhurnal.exchange.rules.mending import typed_cells
from zhurnal.kernel import doors, policy
from zhurnal.kernel.export import Format, answer
from zhurnal.people.gate import SignedRequest, entitled


@require_POST
@entitled(DECIDE)
def mend(request: SignedRequest, run: UUID) -> HttpResponse:
    """All cells that were typed anew go in together; the preview is made again, on the same page of it."""
    found = doors.fetch(request.actor, DECIDE, ImportRun, pk=run)
    typed = typed_cells((name, str(text)) for name, text in request.POST.items())
    mend_cells(request.actor, found, typed, answers_of(request))
    return redirect(f"{reverse('exchange:import', args=[found.pk])}?{request.GET.urlencode()}#rows")


@require_POST
@entitled(DECIDE)
def faulty(request: SignedRequest, run: UUID) -> HttpResponse:
    """The rows that are not taken as a file. Asked for in a body: taking it out is written down."""
    found = doors.fetch(request.actor, DECIDE, ImportRun, pk=run)
    table = faulty_table(found)
    policy.confirmed(request.actor)
    note_faulty(request.actor, found, len(list(table.rows)))
    form = request.POST.get("format", "")
    return cast(HttpResponse, answer(table, Format.CSV if form == "csv" else Format.XLSX, table.title))
