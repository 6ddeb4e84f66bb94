"""Hand-written SQL for the few hot reads: tables by model, ids the same on both databases.

Every statement names the owner's column for each table, as the guard in the tests demands (``scale.md`` § 7).
"""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model


def table(model: type[Model]) -> str:
    """The model's table, quoted."""
    return connection.ops.quote_name(model._meta.db_table)


def uid(value: UUID) -> Any:
    """A UUID as the database keeps it: native on PostgreSQL, 32 hexadecimal digits on SQLite."""
    return value if connection.features.has_native_uuid_field else value.hex


def hexed(value: Any) -> str:
    """32 hexadecimal digits of an id that came from either database."""
    return value.hex if isinstance(value, UUID) else value


def uuids(value: Any) -> UUID:
    """A UUID of an id that came from either database."""
    return value if isinstance(value, UUID) else UUID(value)


def marks_for(values: Sequence[object] | Iterable[object]) -> str:
    """``%s, %s, …`` for a list of parameters; never empty."""
    return ", ".join("%s" for _value in values) or "NULL"


def fetch_all(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    """All rows of a statement."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.fetchall()  # type: ignore[no-any-return]
