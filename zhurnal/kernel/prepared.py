"""Querysets compiled once and run many times.

Building and compiling a queryset costs Django more CPU than the database spends on the answer. ``run`` compiles the queryset
of a key once, with stand-ins in the place of the values, and afterwards sends the same SQL with the real ones: one truth (the
queryset, the policy) at the price of hand-written SQL. ``docs/decisions/0004-prepared-reads.md`` tells the measurements.
"""

import datetime as dt
import threading
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet
from django.db.models.query import ModelIterable, get_related_populators
from django.utils.dateparse import parse_date, parse_time

from zhurnal.kernel import together

NO_REAL_YEAR = 1100  # stand-ins are dates about the year 1000

Values = Mapping[str, Any]
Build = Callable[[Values], QuerySet[Any]]


class _AsksTheDatabase(Exception):
    """A queryset whose building asks the database depends on the values: it cannot be prepared."""


@dataclass(frozen=True, slots=True)
class _Statement:
    """The SQL, where each parameter comes from, and how rows become values or objects."""

    sql: str
    sources: tuple[tuple[str, int | None] | None, ...]
    constants: tuple[Any, ...]
    converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
    make: Callable[[Sequence[Any]], Any] | None


_statements: dict[Hashable, _Statement | None] = {}
_mutex = threading.Lock()


def run(key: Hashable, build: Build, values: Values) -> list[Any]:
    """The rows of ``build(values)``: tuples of a ``values_list``, or objects (with ``select_related``).

    ``key`` names the queryset and everything that its SQL depends on besides the values. ``values`` are UUIDs, dates,
    moments, whole numbers, texts, None, or tuples of those; a tuple is padded to a power of two by repeating its last.
    """
    found: list[Any] = together.ask(read(key, build, values))[0]
    return found


def read(key: Hashable, build: Build, values: Values) -> together.Statement:
    """The same, to be asked together with others (``kernel.together``)."""
    padded = {name: _padded(value) if isinstance(value, tuple) else value for name, value in values.items()}
    base = connections[
        DEFAULT_DB_ALIAS
    ]  # asked once: the proxy ``connection`` finds its thread anew for each attribute
    full_key = (base.vendor, key, tuple((name, _kind(value)) for name, value in padded.items()))
    if full_key not in _statements:
        with _mutex:
            if full_key not in _statements:
                _statements[full_key] = _prepare(build, padded)
    statement = _statements[full_key]
    if statement is None:
        return together.Statement("", (), lambda _rows: list(build(values)))
    params = [
        constant
        if source is None
        else _adapted(base, padded[source[0]] if source[1] is None else padded[source[0]][source[1]])
        for source, constant in zip(statement.sources, statement.constants, strict=True)
    ]
    return together.Statement(statement.sql, params, partial(_converted, base, statement))


def _converted(base: BaseDatabaseWrapper, statement: _Statement, rows: list[Any]) -> list[Any]:
    if statement.converters and rows:
        columns: list[Any] = list(zip(*rows, strict=True))
        for position, functions, expression in statement.converters:
            known = _KNOWN.get(functions[0].__name__) if len(functions) == 1 else None
            if known is not None:
                columns[position] = list(map(known, columns[position]))
                continue
            for function in functions:
                columns[position] = [function(value, expression, base) for value in columns[position]]
        rows = list(zip(*columns, strict=True))
    return rows if statement.make is None else [statement.make(row) for row in rows]


# The same few ids and days come in row after row and request after request: reading their text anew each time costs a page of
# the grid a twentieth of itself. What Django's converters of SQLite of these names do, remembered.
_KNOWN: dict[str, Callable[[Any], Any]] = {
    "convert_uuidfield_value": lru_cache(20_000)(lambda value: UUID(value) if isinstance(value, str) else value),
    "convert_datefield_value": lru_cache(5_000)(lambda value: parse_date(value) if isinstance(value, str) else value),
    "convert_timefield_value": lru_cache(2_000)(lambda value: parse_time(value) if isinstance(value, str) else value),
}


def _prepare(build: Build, values: Values) -> _Statement | None:
    """Compile with stand-ins; None when the building of the queryset itself asks the database."""
    stand_ins = {name: _stand_in(number, value) for number, (name, value) in enumerate(values.items(), 1)}
    try:
        with connection.execute_wrapper(_refuse):
            queryset = build(stand_ins)
            compiler = queryset.query.get_compiler(connection=connection)
            sql, params = compiler.as_sql()
    except (_AsksTheDatabase, EmptyResultSet):
        return None
    places: dict[Any, tuple[str, int | None]] = {}
    for name, stand_in in stand_ins.items():
        if isinstance(stand_in, tuple):
            places.update({_adapted(connection, item): (name, index) for index, item in enumerate(stand_in)})
        elif stand_in is not None:
            places[_adapted(connection, stand_in)] = (name, None)
    sources = tuple(places.get(param) if isinstance(param, Hashable) else None for param in params)
    if any(source is None and _is_derived(param) for source, param in zip(sources, params, strict=True)):
        return None
    fields = [item[0] for item in compiler.select[: compiler.col_count]]
    converters = tuple(
        (position, tuple(functions), expression)
        for position, (functions, expression) in compiler.get_converters(fields).items()
    )
    make = _maker(queryset, compiler) if issubclass(queryset._iterable_class, ModelIterable) else None  # noqa: SLF001
    return _Statement(sql, sources, tuple(params), converters, make)


def _maker(queryset: QuerySet[Any], compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """A function from a row to an object with its selected relatives, as Django's own iterable does it."""
    info, alias = compiler.klass_info, queryset.db
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [item[0].target.attname for item in compiler.select[first:last]]
    populate_from: Any = get_related_populators  # the annotations are those of a later Django
    populators = populate_from(info, compiler.select, alias)
    annotations = dict(compiler.annotation_col_map or {})
    model = info["model"]

    def make(row: Sequence[Any]) -> Any:
        found = model.from_db(alias, names, row[first:last])
        for populator in populators:
            populator.populate(row, found)
        for name, position in annotations.items():
            setattr(found, name, row[position])
        return found

    return make


def _is_derived(param: Any) -> bool:
    """Whether a parameter was counted from a stand-in's date (a week before it, say): then it must not be frozen."""
    if isinstance(param, dt.date):
        return param.year < NO_REAL_YEAR
    return isinstance(param, str) and param[:2] in {"09", "10"} and param[4:5] == param[7:8] == "-"


def _refuse(*_call: Any) -> None:
    raise _AsksTheDatabase


def _padded(values: tuple[Any, ...]) -> tuple[Any, ...]:
    """The tuple with its last value repeated up to a power of two."""
    wanted = 1 << max(len(values) - 1, 0).bit_length()
    return values + values[-1:] * (wanted - len(values))


def _kind(value: Any) -> Hashable:
    return (tuple, len(value)) if isinstance(value, tuple) else (type(value), 0)


def _stand_in(number: int, value: Any) -> Any:
    """A value of the same type that no real row holds and no other name has."""
    if isinstance(value, tuple):
        return tuple(_stand_in(number * 1000 + index, item) for index, item in enumerate(value, 1))
    if isinstance(value, UUID):
        return UUID(int=(0xDEAD << 96) + number)
    if isinstance(value, dt.datetime):
        return dt.datetime(1000, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=number)
    if isinstance(value, dt.date):
        return dt.date(1000, 1, 1) + dt.timedelta(days=number)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return -(2**31) + number
    return f"\u0001{number}"


def _adapted(base: Any, value: Any) -> Any:
    """A value as the database's driver takes it; ``base`` is its connection."""
    if isinstance(value, UUID):
        return value if base.features.has_native_uuid_field else value.hex
    if isinstance(value, dt.datetime):
        return base.ops.adapt_datetimefield_value(value)
    if isinstance(value, dt.date):
        return base.ops.adapt_datefield_value(value)
    return value
