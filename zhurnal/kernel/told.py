"""What the record of changes tells of one person, found by exact names: his own chain, and what the rooms declare (``Table.told``)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from string import Formatter
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

from zhurnal.kernel.held import Held, holdings

Name = TypeVar("Name")
ASKED = 20_000  # names in one statement
EMPTY = ""  # what stands for a column that is empty: no record bears such a name


def rows_of(model: type[Model], college: UUID) -> QuerySet[Any]:
    """The college's rows of any model; a session's manager is Django's own."""
    manager: Any = model._meta.default_manager
    rows: QuerySet[Any] = manager.of(college) if hasattr(manager, "of") else manager.filter(college=college)
    return rows


def about(held: Held, people: Iterable[UUID]) -> Q:
    """Rows of a declared table about any of these people."""
    mine, wanted = Q(), list(people)
    for path in held.table.subjects.split():
        mine |= Q(**{f"{path}__in": wanted})
    return mine


def names_told(college: UUID, people: Iterable[UUID], tables: Iterable[Held] | None = None) -> list[str]:
    """The names under which changes of these people's rows are told, of all tables or of these. One statement for each declared table."""
    wanted = list(people)
    found: dict[str, None] = {}
    for held in tables if tables is not None else holdings():
        if held.table.told:
            found |= dict.fromkeys(_names(held, college, wanted))
    return list(found)


def _names(held: Held, college: UUID, people: list[UUID]) -> Iterator[str]:
    patterns = held.table.told.split()
    columns = sorted({name for one in patterns for _text, name, _spec, _conversion in Formatter().parse(one) if name})
    rows = rows_of(held.model, college).filter(about(held, people)).order_by("pk")
    for values in rows.values_list(*columns):
        said = dict(zip(columns, map(_word, values), strict=True))
        for pattern in patterns:
            if all(said[name] != EMPTY for _text, name, _spec, _conversion in Formatter().parse(pattern) if name):
                yield pattern.format(**said)


def _word(value: object) -> str:
    if isinstance(value, UUID):
        return value.hex
    if isinstance(value, date):
        return value.isoformat()
    return EMPTY if value is None else str(value)


def pieces(names: Sequence[Name]) -> Iterator[Sequence[Name]]:
    """The names (or ids) in as many as one statement asks about."""
    for start in range(0, len(names), ASKED):
        yield names[start : start + ASKED]
