"""Форма 2: hours given in a month, by teacher, group and discipline, day by day (A5.11)."""

from datetime import date

from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.oversight.queries.teaching import Line, form_lines, teacher_names
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.corrected import given_notes
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, as_recorded, on_day, with_totals
from zhurnal.reports.rules.periods import month_of, month_words


def form2(actor: PersonActor, month: date, day: date) -> Table:
    """The sheet by which a month is paid, up to the day."""
    days = month_of(month)
    lines = form_lines(actor, days, lambda on: on.day, until=day)
    names = teacher_names(actor.college_id, {line.key.teacher for line in lines})
    numbers = range(1, days[1].day + 1)

    def cells(line: Line) -> tuple[Cell, ...]:
        by_day = (line.columns.get(number) for number in numbers)
        return (", ".join(line.key.groups), line.key.title, *by_day, line.total, line.stood_in or None)

    columns = (
        Column("teacher", "Преподаватель", width=20), Column("groups", "Группа", width=10),
        Column("discipline", "Дисциплина", width=30),
        *(Column(f"d{number}", str(number), Kind.NUMBER, 4) for number in numbers),
        Column("total", "Всего", Kind.NUMBER, 7), Column("stood_in", "Из них замещал", Kind.NUMBER, 10),
    )  # fmt: skip
    rows = list(with_totals(lines, lambda line: line.key.teacher, names, cells))
    return Table(
        f"Форма 2. Учёт часов, {month_words(month)}", columns, rows,
        (COUNTED, as_recorded(actor, day), *given_notes(actor, *days, day)),
        (actor.college_name, f"Ведомость учёта часов преподавателей за {month_words(month)}{on_day(actor, day)}"), SIGNATURES,
    )  # fmt: skip
