"""The data of people go, table by table, as the rooms declare them (``kernel.holdings``): a new table cannot be forgotten."""

from collections.abc import Collection, Iterator, Mapping, Set
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BinaryField, Field, JSONField

from zhurnal.archive.departed import declared
from zhurnal.archive.rules.retention import Document
from zhurnal.exchange.models import NameMapping
from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.kernel.forgetting import Places, forget_names, forget_reasons
from zhurnal.kernel.held import Held
from zhurnal.kernel.told import about, names_told, pieces, rows_of
from zhurnal.movement.models import Movement
from zhurnal.people.actions.ending import end_accounts, end_contacts, end_names

CONTACTS = ("email", "parent_email")
"""Columns of the person's row that end with his way in: what history tells of them ends too."""
ACCOUNT, PERSON = "people.Account", "people.Person"


def erase(
    college: UUID, act: UUID, parts: Mapping[UUID, Collection[str]], names: Mapping[UUID, str], day: date
) -> tuple[dict[UUID, int], list[Places]]:
    """Destroy these parts of these people's data; tells how many rows of each went or were emptied, and whose reasons in history.

    ``names``: what those are called from now on whose name goes. The history is first, while the rows are there that name its records.
    Inside of the transaction that carries the act out: on PostgreSQL the database asks whether it is (``operations.rules.roles``).
    """
    words: list[Places] = []
    rows = dict.fromkeys(parts, 0)
    for held, part in declared():
        people = [person for person, wanted in parts.items() if part in wanted]
        if held.table.told and people:
            words.append(forget_reasons(college, act, names_told(college, people, [held])))
    access = [person for person, wanted in parts.items() if Document.ACCESS in wanted]
    if access:
        words.append(forget_reasons(college, act, [f"register:{one.hex}:{key}" for one in access for key in CONTACTS]))
    for held, part in declared():
        _gone(college, held, {person for person, wanted in parts.items() if part in wanted}, rows)
    end_accounts(college, access)
    end_contacts(college, access)
    for person in access:
        rows[person] += 2  # account and person
    _nameless(college, act, names, day)
    for person in names:
        rows[person] += 1
    return rows, words


def _gone(college: UUID, held: Held, people: Set[UUID], rows: dict[UUID, int]) -> None:
    """Rows of one table about these people: away, or emptied of words. Counted for each."""
    blank = dict(_blanks(held))
    if not people or held.label in (ACCOUNT, PERSON) or not (held.table.whole or blank):
        return
    paths = held.table.subjects.split()
    found: set[UUID] = set()
    for pk, *named in rows_of(held.model, college).filter(about(held, people)).values_list("pk", *paths):
        if pk not in found:
            found.add(pk)
            for person in people & set(named):
                rows[person] += 1
    for some in pieces(sorted(found)):
        mine = rows_of(held.model, college).filter(pk__in=some)
        if held.table.whole:
            mine.delete()
        else:
            mine.update(**blank)


def _blanks(held: Held) -> Iterator[tuple[str, Any]]:
    for name in held.table.erased:
        field: Field[Any, Any] = held.model._meta.get_field(name)  # type: ignore[assignment]
        yield name, empty(field)


def empty(field: "Field[Any, Any]") -> object:
    """What stands in a column of which nothing may stay."""
    if field.null:
        return None
    if isinstance(field, JSONField):
        return field.get_default()
    return b"" if isinstance(field, BinaryField) else ""


def _nameless(college: UUID, act: UUID, names: Mapping[UUID, str], day: date) -> None:
    """The person's row, the names that files called him by, the new name that an order gave, who did what in the history."""
    if not names:
        return
    NameMapping.objects.of(college).filter(target__in=list(names)).delete()
    Movement.objects.of(college).filter(student__in=list(names)).update(traces={})
    end_names(college, names, day)
    forget_names(college, act, names)
    move_feeds(college, set(names), None, day)  # open pages learn of it, as of a new name by an order
