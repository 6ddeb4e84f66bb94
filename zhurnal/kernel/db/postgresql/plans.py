"""Statements whose plan PostgreSQL keeps.

Reading and planning a statement anew costs PostgreSQL far more than carrying it out (a session and its roles: 1.3 ms and 0.1 ms on the
machine of the measurements). So what a connection sends again and again is prepared there once (``PREPARE``) and from then on called
(``EXECUTE``), still within one message of the simple protocol with those that travel with it
(``docs/decisions/0031-plans-are-kept.md``).
"""

import datetime as dt
import logging
import re
from collections import OrderedDict
from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any
from uuid import UUID

import psycopg
from django.db.backends.postgresql import base as django_base
from psycopg.pq import TransactionStatus
from psycopg.types.json import Json, Jsonb

from zhurnal.kernel.together import BETWEEN, Message

USES = 3
"""As often a connection sends a statement before its plan is kept."""
KEPT = 100
"""Plans that a connection keeps; then the one not used for longest goes."""
PARAMETERS = 100
"""A longer statement (many rows to insert) is sent as it is: there are too many lengths of it, and its plan is cheap."""
COUNTED = 1000

Shape = tuple[str, tuple[str, ...]]

UNKNOWN = "unknown"  # PostgreSQL finds the type by itself, as it does for a text in quotation marks
_KEEPABLE = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}
_INT4, _INT8 = 2**31, 2**63
_TYPES = {
    UUID: "uuid", dt.date: "date", dt.time: UNKNOWN, dt.timedelta: "interval", bool: "boolean", float: "numeric", Decimal: "numeric",
    bytes: "bytea", Json: "json", Jsonb: "jsonb",
}  # fmt: skip


def _type_of(value: Any) -> str:
    """The type that the value has where psycopg writes it into a statement."""
    kind = type(value)
    if kind is int:
        return "int4" if -_INT4 <= value < _INT4 else "int8" if -_INT8 <= value < _INT8 else "numeric"
    if kind is dt.datetime:
        return "timestamp" if value.tzinfo is None else "timestamptz"
    return _TYPES.get(kind, UNKNOWN)


@lru_cache(maxsize=2_000)
def _can_be_kept(sql: str) -> bool:
    """A single statement that reads or writes rows. One with a semicolon in it might be two: only the first of them would be kept, and the other carried out."""
    return sql.split(maxsplit=1)[0].upper() in _KEEPABLE and ";" not in re.sub("'[^']*'", "", sql)


def _numbered(sql: str) -> str:
    """The statement with ``$1``, ``$2`` … in the places of ``%s``."""
    numbers = count(1)
    return re.sub("%[s%]", lambda found: "%" if found[0] == "%%" else f"${next(numbers)}", sql)


class Plans:
    """What one connection has prepared."""

    def __init__(self) -> None:
        self._sent: dict[Shape, int] = {}
        self._calls: OrderedDict[Shape, str] = OrderedDict()
        self._made = 0

    def called(self, cursor: "Cursor", message: Message, params: Sequence[Any]) -> str:
        """The message with calls in the place of those of its statements whose plans are kept; the same parameters in the same order."""
        calls, at = [], 0
        for sql, length in message.statements:
            kept = length <= PARAMETERS and _can_be_kept(sql)
            calls.append(self._call(cursor, sql, params[at : at + length]) if kept else sql)
            at += length
        return BETWEEN.join(calls)

    def _call(self, cursor: "Cursor", sql: str, params: Sequence[Any]) -> str:
        shape = (sql, tuple(map(_type_of, params)))
        call = self._calls.get(shape)
        if call is not None:
            self._calls.move_to_end(shape)
            return call
        sent = self._sent[shape] = self._sent.get(shape, 0) + 1
        if sent < USES:
            if len(self._sent) > COUNTED:
                self._sent.clear()  # only counts are lost
            return sql
        if cursor.connection.info.transaction_status == TransactionStatus.INERROR:  # nothing can be prepared now
            return sql
        del self._sent[shape]
        self._calls[shape] = call = self._keep(cursor, *shape)
        if len(self._calls) > KEPT:
            _shape, oldest = self._calls.popitem(last=False)
            if oldest.startswith("EXECUTE "):
                cursor.send(f"DEALLOCATE {oldest.split()[1]}")
        return call

    def _keep(self, cursor: "Cursor", sql: str, types: tuple[str, ...]) -> str:
        """How the statement is to be called from now on: by the name of its plan, or, where PostgreSQL cannot tell its types, as it is."""
        self._made += 1
        name, begun = f"kept_{self._made}", cursor.connection.info.transaction_status != TransactionStatus.IDLE
        try:
            if begun:
                cursor.send("SAVEPOINT keeping")
            typed = f" ({', '.join(types)})" if types else ""
            cursor.send(f"PREPARE {name}{typed} AS {_numbered(sql)}")
        except (psycopg.ProgrammingError, psycopg.DataError, psycopg.NotSupportedError) as unclear:
            if begun:
                cursor.send("ROLLBACK TO SAVEPOINT keeping")
            logging.getLogger("zhurnal.errors").warning("no plan is kept: %s: %.200s", unclear.diag.sqlstate, sql)
            return sql
        finally:
            if begun and cursor.connection.info.transaction_status == TransactionStatus.INTRANS:
                cursor.send("RELEASE SAVEPOINT keeping")
        return f"EXECUTE {name} ({', '.join(['%s'] * len(types))})" if types else f"EXECUTE {name}"


class Cursor(django_base.Cursor):
    """Django's, which calls kept plans for what comes as a ``Message``."""

    def send(self, statement: str) -> None:
        """A statement of the connection itself."""
        super().execute(statement)

    def execute(self, query: Any, params: Any = None, **options: Any) -> Any:
        """Run it; a ``Message`` by the plans that this connection keeps."""
        if type(query) is Message:
            query = self.connection.plans.called(self, query, params or ())
        return super().execute(query, params, **options)
