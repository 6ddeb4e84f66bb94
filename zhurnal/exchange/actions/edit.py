"""Changing rows of a list by hand: a small plan like that of a file, so preview, history and undoing are the same."""

from collections.abc import Sequence

from django.db import transaction

from zhurnal.exchange.actions.prepare import frame_of, show
from zhurnal.exchange.imports.packing import pack_reading
from zhurnal.exchange.imports.plan.planner import ImportPlan, make_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.lists import ListFile, ListRow
from zhurnal.exchange.imports.readers.reading import Reading
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.policy import may_edit
from zhurnal.exchange.rules.names import fit
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.typed import one_line
from zhurnal.people.actor import PersonActor


def plan_edit(
    actor: PersonActor, name: str, title: str, columns: tuple[str, ...], cells: Sequence[tuple[str, ...]]
) -> tuple[ImportRun, ImportPlan]:
    """What an edit would do: ``cells`` of rows by keys of ``columns`` («code» names a row that exists). Writes nothing.

    Raises ``Absent`` where the actor does not change this list.
    """
    if not may_edit(actor, name):
        raise Absent
    rows = tuple(ListRow(number, tuple(map(one_line, row))) for number, row in enumerate(cells, 1))
    reading = Reading(Kind(name), ListFile(name, columns=columns, rows=rows), ())
    run = ImportRun(
        college_id=actor.college_id, kind=name, title=fit(title, 250), made_by_id=actor.person_id, made_at=actor.now,
        today=actor.today, reading=pack_reading(reading), by_hand=True,
    )  # fmt: skip
    plan = make_plan(frame_of(run, actor), reading)
    show(run, plan)
    return run, plan


def keep_edit(run: ImportRun) -> ImportRun:
    """The preview of a planned edit, to be decided by ``apply_import`` or ``drop``."""
    with transaction.atomic():
        ImportRun.objects.bulk_create([run])
    return run
