"""Several statements in one message.

On PostgreSQL a statement costs this process more in sending, waiting and waking than in reading its answer: seven small reads
took 0.6 ms apart and 0.2 ms as one message (``docs/decisions/0017-statements-together.md``). So what does not depend on each
other's answers is asked together. SQLite answers in this process: there the statements run one after another.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Self

from django.db import DEFAULT_DB_ALIAS, connections

Rows = list[tuple[Any, ...]]

BETWEEN = ";\n"


def _as_they_are(rows: Rows) -> Any:
    return rows


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with its parameters, and what its rows become. Without SQL, ``shape`` finds the answer by itself."""

    sql: str
    params: Sequence[Any]
    shape: Callable[[Rows], Any] = _as_they_are


class Message(str):
    """Statements that are sent together, as text; ``statements``: each with the number of its parameters.

    A connection that keeps plans knows by it where one statement ends and what is asked again (``kernel.db.postgresql.plans``).
    """

    __slots__ = ("statements",)
    statements: tuple[tuple[str, int], ...]

    def __new__(cls, *statements: tuple[str, int]) -> Self:
        """The message of these."""
        made = super().__new__(cls, BETWEEN.join(sql for sql, _length in statements))
        made.statements = statements
        return made


@lru_cache(maxsize=300)
def message(*statements: tuple[str, int]) -> Message:
    """The same message for the same statements: most are sent again and again."""
    return Message(*statements)


NOTHING = Statement("", ())
"""Asks nothing and answers ``[]``: the place of a statement that is not needed."""


def ask(*statements: Statement) -> list[Any]:
    """The shaped answers, in the order of the statements; a statement that returns no rows answers ``[]``.

    The statements run in their order. In a transaction they stand or fall with it; outside of one, on PostgreSQL, together.
    """
    base = connections[
        DEFAULT_DB_ALIAS
    ]  # asked once: the proxy ``connection`` finds its thread anew for each attribute
    sent = [statement for statement in statements if statement.sql]
    answers: dict[int, Rows] = {}
    if sent and base.vendor == "postgresql":
        with base.cursor() as cursor:
            text = message(*[(statement.sql, len(statement.params)) for statement in sent])
            cursor.execute(text, [value for statement in sent for value in statement.params])
            for statement in sent:
                answers[id(statement)] = cursor.fetchall() if _returns_rows(cursor) else []
                cursor.nextset()
    elif sent:
        with base.cursor() as cursor:
            for statement in sent:
                cursor.execute(statement.sql, statement.params)
                answers[id(statement)] = cursor.fetchall() if _returns_rows(cursor) else []
    return [statement.shape(answers.get(id(statement), [])) for statement in statements]


def _returns_rows(cursor: Any) -> bool:
    """What ``description`` tells, without the object of each column that psycopg makes for it (a tenth of a poll's CPU)."""
    result = getattr(cursor.cursor, "pgresult", None)
    return bool(cursor.description if result is None else result.nfields)


def named(**statements: Statement) -> dict[str, Any]:
    """The shaped answers by the names given to the statements."""
    return dict(zip(statements, ask(*statements.values()), strict=True))
