"""What of a list's preview can be typed anew, what was, and the faulty rows as a table to take away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zhurnal.exchange.imports.packing import unpack_plan, unpack_reading
from zhurnal.exchange.imports.readers.kinds import LIST_KINDS
from zhurnal.exchange.imports.readers.lists import ListFile
from zhurnal.exchange.imports.retyping import texts_of
from zhurnal.exchange.lists import TABLES, Sort
from zhurnal.exchange.lists.columns import REASON
from zhurnal.exchange.models import ImportRun
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.exchange.rules.mending import field_of, mended_of
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export import Column, Kind, Table
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import short_name

FAULTY = (What.REFUSE, What.ASK)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a faulty row as a field."""

    name: str
    title: str
    text: str
    hint: str


@dataclass(frozen=True, slots=True)
class Cells:
    """A faulty row: the cells in which the trouble stands, and the others."""

    wrong: tuple[Cell, ...] = ()
    rest: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class MendedLine:
    """One cell that somebody typed anew in the preview."""

    line: int
    title: str
    before: str
    after: str
    by: str
    at: datetime


NONE = Cells()
NO_ROWS = Refusal("no_rows", "Скачивать нечего: строк с ошибкой в этой загрузке нет.")


def mendable(run: ImportRun) -> bool:
    """Whether cells can be typed anew: the file is a list, and nobody has decided yet."""
    return run.kind in LIST_KINDS and run.state == "preview" and not run.by_hand


def cells_of(run: ImportRun, changes: Collection[Change]) -> dict[int, Cells]:
    """Cells of the faulty rows among these, by line."""
    wrong: dict[int, set[str]] = {}
    for change in changes:
        if change.what in FAULTY and change.line:
            wrong.setdefault(change.line, set()).update(change.wrong)
    content = _content(run) if wrong and mendable(run) else None
    if content is None:
        return {}
    described = TABLES[content.name]
    found = {}
    for row in content.rows:
        if row.line in wrong:
            parts: tuple[list[Cell], list[Cell]] = ([], [])
            for key, text in texts_of(content, row).items():
                column = described.column(key)
                hint = "дд.мм.гггг" if column.sort is Sort.DATE else " / ".join(column.words.values())
                parts[key not in wrong[row.line]].append(Cell(field_of(row.line, key), column.title, text, hint))
            found[row.line] = Cells(*map(tuple, parts))
    return found


def mended_lines(actor: PersonActor, run: ImportRun) -> list[MendedLine]:
    """Every cell that was typed anew, with who did it."""
    cells = mended_of(run.mended)
    people = Person.objects.of(actor.college_id).filter(pk__in={UUID(one.by) for one in cells if one.by})
    names = {person.pk.hex: short_name(person.surname, person.given, person.patronymic) for person in people}
    described, zone = TABLES.get(run.kind), actor.now.tzinfo
    return [
        MendedLine(
            one.line, described.column(one.column).title if described else one.column, one.before, one.after,
            names.get(one.by, ""), datetime.fromisoformat(one.at).astimezone(zone),
        )
        for one in cells
    ]  # fmt: skip


def faulty_table(run: ImportRun) -> Table:
    """The rows that are not taken, with the file's own columns and the reason: it can be mended and brought again.

    Raises ``Refused`` where there are none: all were taken, the file is no list, or its rows are forgotten.
    """
    content = _content(run) if run.kind in LIST_KINDS and not run.by_hand else None
    reasons = _reasons(unpack_plan(run.plan)[0])
    rows = [row for row in content.rows if row.line in reasons] if content else []
    if content is None or not rows:
        raise Refused(NO_ROWS)
    described = TABLES[content.name]
    columns = (
        *(Column(key, described.column(key).title, Kind.TEXT) for key in content.columns),
        Column("reason", REASON, Kind.TEXT),
    )
    cells = [(*texts_of(content, row).values(), reasons[row.line]) for row in rows]
    return Table(f"{described.title}: строки с ошибкой", columns, cells)


def _content(run: ImportRun) -> ListFile | None:
    reading = unpack_reading(run.kind, run.reading)
    return reading.content if reading is not None and isinstance(reading.content, ListFile) else None


def _reasons(changes: Iterable[Change]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for change in changes:
        if change.what in FAULTY and change.line:
            found.setdefault(change.line, []).append(change.note)
    return {line: " ".join(dict.fromkeys(notes)) for line, notes in found.items()}
