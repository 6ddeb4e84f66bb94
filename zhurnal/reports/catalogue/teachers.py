"""Вычитка часов by teacher: plan, given, remaining, forecast, substitutions given and received (A5.8)."""

from datetime import date
from operator import itemgetter

from zhurnal.academic_year.models import Term
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.queries.hours import term_name
from zhurnal.oversight.queries.teaching import NONE, TermLine, teacher_names, term_lines
from zhurnal.oversight.rules.missing import causes
from zhurnal.oversight.rules.teaching import Twice
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, as_recorded, on_day, with_totals

JOINED = "Совместные занятия и их план считаются один раз"
NUMBERS = (
    ("plan", "План"), ("given", "Выдано"), ("others", "Дали другие"), ("left", "Осталось"), ("ahead", "В расписании"),
    ("unrecorded", "Не записано"), ("outcome", "Прогноз, ч"), ("stood_in", "Замещал"), ("replaced", "Его замещали"),
)  # fmt: skip


def teachers(actor: PersonActor, term: Term | None, day: date) -> Table:
    """The term as of the day."""
    lines, twice = term_lines(actor, term, day=day) if term else ([], {})
    told = [(line.key.teacher, _cells(line)) for line in lines]
    told += [(who, _joined(hours)) for who, hours in twice.items()]
    names = teacher_names(actor.college_id, {who for who, _cells in told})
    rows = [_with_cause(row) for row in with_totals(told, itemgetter(0), names, itemgetter(1), 3)]
    columns = (
        Column("teacher", "Преподаватель", width=20), Column("group", "Группа", width=10),
        Column("discipline", "Дисциплина", width=34),
        *(Column(key, title, Kind.NUMBER, 11) for key, title in NUMBERS), Column("causes", "Почему", width=40),
    )  # fmt: skip
    return Table(
        f"Вычитка часов, {term_name(term)}", columns, rows, (COUNTED, as_recorded(actor, day)),
        (actor.college_name, f"Вычитка часов по преподавателям, {term_name(term)}{on_day(actor, day)}"), SIGNATURES,
    )  # fmt: skip


def _cells(line: TermLine) -> tuple[Cell, ...]:
    whole = line.whole if line.leads else NONE
    return (
        ", ".join(line.key.groups), line.key.title, causes(whole, line.missing),
        whole.plan or None, line.own.given or None, line.others or None, whole.left or None, line.own.ahead or None,
        line.own.unrecorded or None, whole.outcome or None, line.stood_in or None, line.replaced or None,
    )  # fmt: skip


def _with_cause(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The cause is text, so it came before the numbers; in the sheet it stands last."""
    cells = (*row[:3], *row[4:], row[3])
    return Total(cells) if isinstance(row, Total) else cells


def _joined(twice: Twice) -> tuple[Cell, ...]:
    """The line that takes off what the journals of joined groups hold twice: the teacher's total is of sittings and of one plan (A5.3)."""
    own = twice.own
    numbers = (twice.plan, own.given, twice.others, twice.left, own.ahead, own.unrecorded, twice.outcome)
    return ("", JOINED, "", *(-number or None for number in numbers), None, None)
