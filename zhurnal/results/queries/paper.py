"""What is printed of a student: справка об обучении and выписка. Unfit results do not go on paper (A4.13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from zhurnal.assessment.queries.results import ResultRow
from zhurnal.assessment.rules.levels import Level
from zhurnal.assessment.rules.values import IN_WORDS, MARKS, is_unfit, printed
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.results.queries.record import Record, load_record
from zhurnal.results.rules.lines import ATTESTED


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A row: index, name with hours, the mark in digits and words."""

    index: str
    name: str
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Semester:
    """Results of a semester in the order of the plan."""

    number: int
    year: str
    lines: tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """``finals``: what is finished; ``semesters``: everything held, by semester."""

    record: Record
    finals: tuple[tuple[str, tuple[PaperLine, ...]], ...]
    semesters: tuple[Semester, ...]


def load_paper(actor: PersonActor, student: Person, on: date | None = None) -> Paper:
    """Both papers stand on the record, today's or that of an earlier day. A constant number of statements."""
    record = load_record(actor, student, published=False, on=on)
    finals = []
    for section in record.sections:
        lines = [
            PaperLine(row.index, row.name, printed(row.value), IN_WORDS.get(row.value, ""))
            for row in section.rows
            if row.value and not is_unfit(row.value)
        ]
        if lines:
            finals.append((section.title, tuple(lines)))
    return Paper(record, tuple(finals), _semesters(record.results))


def _semesters(rows: Iterable[ResultRow]) -> tuple[Semester, ...]:
    levels = (*ATTESTED, Level.PROJECT)
    held = {(row.discipline, row.semester) for row in rows if row.level in levels}
    shown = [
        row
        for row in rows
        if row.level in (*levels, Level.YEAR)
        or (row.level == Level.TERM and (row.discipline, row.semester) not in held)
    ]
    found = []
    for number in sorted({row.semester for row in shown}):
        own = [row for row in shown if row.semester == number and row.value and not is_unfit(row.value, row.mastery)]
        lines = tuple(
            PaperLine(row.index, f"{row.name}{_form(row)}", printed(row.value), IN_WORDS[row.value]) for row in own
        )
        if lines:
            found.append(Semester(number, own[0].year, lines))
    return tuple(found)


def _form(row: ResultRow) -> str:
    if row.level == Level.YEAR:
        return " (годовая)"
    return (
        f" ({row.form})" if row.form and (row.level != Level.EXAM or row.value not in MARKS or row.form != "ДЗ") else ""
    )
