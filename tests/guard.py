"""The SQL guard: every statement of the product on tenant tables stays inside one college (``scale.md`` § 7).

A statement is ``one-college`` when each tenant table in it is restricted to a college given as a parameter, directly or by
a join on the college; ``fan-out`` when its tables are joined by college but nothing says which one; ``unsafe`` otherwise.
Fan-out is lawful only where ``LAWFUL`` says so. Statements that a test sends by itself (set-up, counts) are not judged.
"""

import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connections
from django.db.backends.signals import connection_created

from tests.sql_shape import Shape, read
from zhurnal.kernel.together import BETWEEN

ROOT = Path(__file__).resolve().parent.parent
PRODUCT, TESTS = str(ROOT / "zhurnal"), str(ROOT / "tests")

# Table and column by which a row may be found before anybody knows whose it is.
LAWFUL = {
    ("people_session", "session_key"),  # the cookie names the session
    ("people_account", "id"),  # the session names the account
}


@lru_cache(maxsize=1)
def owner_columns() -> dict[str, str]:
    """Table → the column that names its college; the college's own table by its id."""
    found = {"organisation_college": "id"}
    for model in apps.get_models(include_auto_created=True):
        if any(field.column == "college_id" for field in model._meta.local_concrete_fields):
            found[model._meta.db_table] = "college_id"
    return found


@lru_cache(maxsize=5000)
def shape_of(sql: str) -> Shape:
    """The statement's shape; the same text is read once."""
    return read(sql, owner_columns())


def verdict(sql: str, params: Any = None, *, many: bool = False) -> str:
    """``free`` (no tenant table), ``one-college``, ``fan-out``, ``lawful`` or ``unsafe``."""
    shape = shape_of(sql)
    kind = shape.kind
    if kind == "fan-out" and shape.found_by & LAWFUL:
        return "lawful"
    if kind == "one-college" and params and not isinstance(params, dict):
        rows = params if many else [params]
        named = ({str(row[place]).replace("-", "") for place in shape.anchors} for row in rows)
        if any(len(colleges) > 1 for colleges in named):
            return "unsafe"
    return kind


def parts(sql: str, params: Any) -> Iterator[tuple[str, Any]]:
    """The statements of one message (``zhurnal.kernel.together``), each with its own parameters."""
    if BETWEEN not in sql:
        yield sql, params
        return
    rest = list(params)
    for text in sql.split(BETWEEN):
        count = text.count("%s")
        yield text, rest[:count]
        del rest[:count]


@dataclass
class Guard:
    """What the guard saw during one test. ``everything``: judge also what the test itself evaluates."""

    everything: bool = False
    breaches: list[str] = field(default_factory=list)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        for text, own in parts(str(sql), params):
            said = verdict(text, own, many=many)
            if said in {"fan-out", "unsafe"} and (place := _sender(everything=self.everything)):
                self.breaches.append(f"{said}, {place}\n    {text}")
        return execute(sql, params, many, context)


def _sender(*, everything: bool) -> str:
    """Where the product sent the statement; "" when the nearest frame of ours is a test's."""
    frame: Any = sys._getframe(2)
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(PRODUCT):
            return f"{Path(name).relative_to(ROOT).as_posix()}:{frame.f_lineno}"
        if name.startswith(TESTS) and name != __file__:
            return f"{Path(name).relative_to(ROOT).as_posix()}:{frame.f_lineno}" if everything else ""
        frame = frame.f_back
    return "" if not everything else traceback.format_stack(limit=6)[0]


@pytest.fixture(autouse=True)
def sql_guard() -> Iterator[Guard]:
    """Fails the test whose product code sent a statement that does not stay inside one college."""
    guard = Guard()

    def watch(connection: Any, **_more: Any) -> None:
        if guard not in connection.execute_wrappers:
            connection.execute_wrappers.append(guard)

    for connection in connections.all():
        watch(connection)
    connection_created.connect(watch)
    yield guard
    connection_created.disconnect(watch)
    for connection in connections.all():
        if guard in connection.execute_wrappers:
            connection.execute_wrappers.remove(guard)
    if guard.breaches:
        advice = "A statement leaves its college: start from Model.objects.of(actor.college_id), in raw SQL name college_id of each table."
        pytest.fail("\n".join([advice, *dict.fromkeys(guard.breaches)]), pytrace=False)
