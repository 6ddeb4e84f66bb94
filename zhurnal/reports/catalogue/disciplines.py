"""Вычитка часов by group and discipline: plan, given, remaining, in the timetable, forecast with its cause (A5.8)."""

from collections.abc import Iterator
from datetime import date

from zhurnal.academic_year.models import Term
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.queries.hours import CourseLine, Read, lines_in_reach, term_name
from zhurnal.oversight.rules.hours import PAIR, Hours
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, as_recorded

NUMBERS = (
    ("plan", "План"), ("given", "Выдано"), ("left", "Осталось"), ("unrecorded", "Не записано"), ("ahead", "В расписании"),
    ("outcome", "Прогноз, ч"), ("pairs", "Прогноз, пар"),
)  # fmt: skip
ONCE = "Часы студентов: подгруппы одной дисциплины считаются один раз."


def disciplines(actor: PersonActor, term: Term | None, day: date) -> Table:
    """The term as of the day: the lines of the page of each group, for the paper and the file."""
    rows = [row for read in (lines_in_reach(actor, term, day) if term else ()) for row in _rows(read)]
    columns = (
        Column("group", "Группа", width=10), Column("discipline", "Дисциплина", width=36),
        Column("teachers", "Преподаватель", width=20),
        *(Column(key, title, Kind.NUMBER, 11) for key, title in NUMBERS), Column("causes", "Почему", width=40),
    )  # fmt: skip
    return Table(
        f"Вычитка часов по дисциплинам, {term_name(term)}", columns, rows, (COUNTED, ONCE, as_recorded(actor, day)),
        (actor.college_name, f"Вычитка часов по группам и дисциплинам, {term_name(term)}, на {day:%d.%m.%Y}"),
        SIGNATURES,
    )  # fmt: skip


def _rows(read: Read) -> Iterator[tuple[Cell, ...]]:
    for line in read.lines:
        yield (read.group, _title(line), ", ".join(line.teachers), *_numbers(line.hours), line.causes)
    if read.total is not None:
        yield Total((read.group, "Часы студентов", "", *_numbers(read.total), ""))


def _title(line: CourseLine) -> str:
    name = f"{line.index} {line.name}".strip()
    return f"{name}, {line.subgroup}" if line.subgroup else name


def _numbers(hours: Hours) -> tuple[int | None, ...]:
    """Pairs of the forecast: a begun one that is missing counts whole."""
    pairs = -hours.lacking if hours.outcome < 0 else hours.outcome // PAIR
    found = (hours.plan, hours.given, hours.left, hours.unrecorded, hours.ahead, hours.outcome, pairs)
    return tuple(number or None for number in found)
