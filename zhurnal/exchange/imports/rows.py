"""Carrying out a plan: rows made, changed and removed in large statements. Called inside a transaction."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import Field, ForeignKey, Model

from zhurnal.exchange.imports.plan.entities import ENTITIES
from zhurnal.exchange.rules.changes import WRITTEN, Change, Value, What, reference
from zhurnal.exchange.rules.stages import Stage, Tell, silent
from zhurnal.kernel import sql
from zhurnal.kernel.ids import uuid7

CHUNK = 300
NOW = "@now"
T = TypeVar("T")


def parts(rows: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    """Rows in portions."""
    found = list(rows)
    for start in range(0, len(found), size):
        yield found[start : start + size]


def write(college_id: UUID, changes: Sequence[Change], now: datetime, tell: Tell = silent) -> list[Change]:
    """Make and change the rows; returns the changes with ids and with values in which nothing is only planned."""
    ids = {reference(change.entity, change.key): uuid7().hex for change in changes if change.what is What.CREATE}

    def real(value: Value) -> Value:
        if value == NOW:
            return now.isoformat()
        return ids[value] if isinstance(value, str) and value in ids else value

    done = [
        replace(
            change,
            pk=ids[reference(change.entity, change.key)] if change.what is What.CREATE else change.pk,
            after={name: real(value) for name, value in change.after.items()},
        )
        if change.what in WRITTEN
        else change
        for change in changes
    ]
    created: dict[str, list[Change]] = defaultdict(list)
    changed: dict[str, list[Change]] = defaultdict(list)
    for change in done:
        if change.what is What.CREATE:
            created[change.entity].append(change)
        elif change.what in WRITTEN:
            changed[change.entity].append(change)
    so_far, of = 0, sum(change.what in WRITTEN for change in done)
    for name, entity in ENTITIES.items():
        for portion in parts(created[name]):
            tell(Stage.WRITE, so_far, of)
            sql.insert(entity.model, [_object(entity.model, college_id, change) for change in portion])
            so_far += len(portion)
        update(college_id, entity.model, [(change.pk, change.after) for change in changed[name]])
        so_far += len(changed[name])
    return done


def _object(model: type[Model], college_id: UUID, change: Change) -> Model:
    values = {name: _python(model, name, value) for name, value in change.after.items()}
    return model(id=UUID(change.pk), college_id=college_id, **values)


def update(college_id: UUID, model: type[Model], rows: Iterable[tuple[str, Any]]) -> None:
    """Set fields of rows by id; one statement for each set of fields."""
    quote, same = connection.ops.quote_name, defaultdict(list)
    for pk, values in rows:
        same[tuple(sorted(values))].append((pk, values))
    for names, found in same.items():
        sets = ", ".join(f"{quote(str(field_of(model, name).column))} = %s" for name in names)
        statement = f"UPDATE {sql.table(model)} SET {sets} WHERE college_id = %s AND id = %s"  # noqa: S608
        params = [
            [*(_stored(model, name, values[name]) for name in names), sql.uid(college_id), sql.uid(UUID(pk))]
            for pk, values in found
        ]
        with connection.cursor() as cursor:
            cursor.executemany(statement, params)


def remove(college_id: UUID, model: type[Model], pks: Sequence[str]) -> None:
    """Delete rows; the last made go first, so that children leave before parents."""
    for portion in parts(reversed(pks)):
        sql.execute(
            f"DELETE FROM {sql.table(model)} WHERE college_id = %s AND id IN ({sql.marks_for(portion)})",  # noqa: S608
            [sql.uid(college_id), *(sql.uid(UUID(pk)) for pk in portion)],
        )


def field_of(model: type[Model], name: str) -> "Field[Any, Any]":
    """The field behind an attribute («room_id» → room)."""
    return next(field for field in model._meta.local_concrete_fields if field.attname == name)


def _python(model: type[Model], name: str, value: Value) -> Any:
    field = field_of(model, name)
    return (field.target_field if isinstance(field, ForeignKey) else field).to_python(value)


def _stored(model: type[Model], name: str, value: Value) -> Any:
    return field_of(model, name).get_db_prep_save(_python(model, name, value), connection)
