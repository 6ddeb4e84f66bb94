"""Which rows an import or an edit wrote about, so that the history of one row finds it without reading all of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.imports.rows import parts
from zhurnal.exchange.models import ImportRun, RowTrace
from zhurnal.exchange.rules.changes import WRITTEN, Change
from zhurnal.kernel import sql

OWN = frozenset({"person", "group", "room", "discipline", "course", "guardianship", "submembership", "item"})
ABOUT = {
    "role": ("person_id",),
    "leader": ("group_id",),
    "membership": ("student_id",),
    "courseteacher": ("course_id",),
    "guardianship": ("parent_id", "student_id"),
    "submembership": ("student_id",),
    "load": ("item_id",),
}
"""Rows of these tables are told in the history of what they point at."""


def leave_traces(run: ImportRun, changes: Iterable[Change]) -> None:
    """Remember what the run wrote about: (row, written row), each pair once."""
    written = [change for change in changes if change.what in WRITTEN]
    found = {(change.pk, change.pk) for change in written if change.entity in OWN}
    for name, fields in ABOUT.items():
        own = [change for change in written if change.entity == name]
        for change, values in _with_fields(run.college_id, name, fields, own):
            found |= {(values[field], change.pk) for field in fields}
    traces = [RowTrace(college_id=run.college_id, run=run, row=UUID(row), wrote=UUID(pk)) for row, pk in sorted(found)]
    for portion in parts(traces):
        sql.insert(RowTrace, portion)


def _with_fields(
    college_id: UUID, name: str, fields: Sequence[str], changes: Sequence[Change]
) -> list[tuple[Change, dict[str, str]]]:
    """The changes with what they point at; a change of an old row does not carry it, so the row is asked."""
    known: dict[str, dict[str, str]] = defaultdict(dict)
    missing = [UUID(change.pk) for change in changes if any(field not in change.after for field in fields)]
    for portion in parts(missing):
        rows = ENTITIES[name].model.objects.of(college_id).filter(pk__in=portion)  # type: ignore[attr-defined]
        for pk, *values in rows.values_list("pk", *fields):
            known[pk.hex] = {field: value.hex for field, value in zip(fields, values, strict=True)}
    return [
        (change, {**known[change.pk], **{f: change.after[f] for f in fields if f in change.after}})
        for change in changes
    ]
