"""Counting a database through a plain cursor: of all colleges at once, which no page ever does."""

from typing import Any
from uuid import UUID

from zhurnal.operations.rules.contents import Contents


def contents_of(cursor: Any, tables: list[str]) -> Contents:
    """Rows of the named tables, all chains, migrations that were done."""
    counted = {table: int(_all(cursor, f'SELECT count(*) FROM "{table}"')[0][0]) for table in sorted(tables)}  # noqa: S608  (names from the catalogue)
    heads = (
        _all(cursor, "SELECT college_id, chain, seq, hash FROM kernel_chainhead")
        if "kernel_chainhead" in counted
        else []
    )
    done = _all(cursor, "SELECT app, name FROM django_migrations") if "django_migrations" in counted else []
    chains = sorted(
        (_hex(college), _hex(chain), int(seq), bytes(digest).hex()) for college, chain, seq, digest in heads
    )
    return Contents(counted, tuple(chains), tuple(sorted(f"{app}.{name}" for app, name in done)))


def _all(cursor: Any, statement: str) -> list[Any]:
    cursor.execute(statement)
    return list(cursor.fetchall())


def _hex(value: object) -> str:
    return value.hex if isinstance(value, UUID) else str(value)
