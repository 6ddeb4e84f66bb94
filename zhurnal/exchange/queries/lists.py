"""Lists that a person may take out, and each of them as a table."""

from dataclasses import dataclass

from zhurnal.academic_year.models import Term
from zhurnal.exchange.imports.plan.lists.records import Asked, people_in, records_of
from zhurnal.exchange.imports.readers.cells import read_date
from zhurnal.exchange.lists import CODE, LISTS, Described, Sort
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor

KINDS = {Sort.DATE: Kind.DATE, Sort.NUMBER: Kind.NUMBER}


@dataclass(frozen=True, slots=True)
class ListLine:
    """One list on the screen: ``what`` says what a row is, ``columns`` which columns it has."""

    name: str
    title: str
    what: str
    icon: str
    columns: str


def lists_of(actor: PersonActor) -> list[ListLine]:
    """The lists that the actor may take out."""
    return [
        ListLine(one.name, one.title, one.what, one.icon, ", ".join(column.title for column in one.columns[1:]))
        for one in LISTS.values()
        if policy.may(actor, one.action)
    ]


def years_to_fill(actor: PersonActor) -> list[tuple[str, str]]:
    """(first day, or "" for the running year; name), the years that begin later first; empty when there is only one to choose."""
    rows = Term.objects.of(actor.college_id).filter(year__ends__gte=actor.today).order_by("-starts")
    first = {
        year: (starts, begins) for year, starts, begins in rows.values_list("year__name", "starts", "year__starts")
    }
    later = [
        (starts.isoformat(), f"{name}, с {starts:%d.%m.%Y}")
        for name, (starts, begins) in first.items()
        if begins > actor.today
    ]
    running = [("", f"{name}, идёт") for name, (_starts, begins) in first.items() if begins <= actor.today]
    return later + running[:1] if later else []


def list_table(actor: PersonActor, name: str) -> Table:
    """The list as the actor sees it: rows within his reach. Raises ``Absent`` for a list that is not his."""
    described = LISTS.get(name)
    if described is None or not policy.may(actor, described.action):
        raise Absent
    asked = Asked(actor.college_id, actor.today, policy.visible(actor, described.action))
    records = records_of(name, asked)
    if policy.action_named(described.action).personal:
        tell(actor, described.action, people=people_in(records))
    rows = [
        tuple(
            _cell(column.sort, str(record.pk) if column is CODE else record.texts[column.key])
            for column in described.columns
        )
        for record in records
    ]
    return Table(described.title, _columns(described), rows)


def _columns(described: Described) -> tuple[Column, ...]:
    return tuple(Column(column.key, column.title, KINDS.get(column.sort, Kind.TEXT)) for column in described.columns)


def _cell(sort: Sort, text: str) -> Cell:
    """A typed cell, so that a spreadsheet sorts days and hours rightly."""
    if sort is Sort.NUMBER and text.isdecimal():
        return int(text)
    day = read_date(text) if sort is Sort.DATE and text else None
    return day.value if day else text
