"""Форма 3: hours of the year by months, planned, given and remaining (A5.11)."""

from datetime import date

from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.oversight.queries.hours import term_on
from zhurnal.oversight.queries.teaching import Line, form_lines, planned_lines, teacher_names
from zhurnal.oversight.rules.teaching import months_between
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, month_of, with_totals


def form3(actor: PersonActor, month: date) -> Table:
    """The year that holds the month."""
    term = term_on(actor.college_id, month_of(month)[1])
    days = (term.year.starts, term.year.ends) if term else month_of(month)
    lines = form_lines(actor, days, lambda day: (day.year, day.month))
    lines = planned_lines(actor, days, lines, None)
    names = teacher_names(actor.college_id, {line.key.teacher for line in lines})
    months = months_between(*days)

    def cells(line: Line) -> tuple[Cell, ...]:
        by_month = (line.columns.get(place) for place in months)
        left = max(line.plan - line.total, 0)
        return (", ".join(line.key.groups), line.key.title, line.plan or None, *by_month, line.total, left or None)

    columns = (
        Column("teacher", "Преподаватель", width=20), Column("groups", "Группа", width=10),
        Column("discipline", "Дисциплина", width=34), Column("plan", "План на год", Kind.NUMBER, 8),
        *(Column(f"m{m}", MONTHS_ALONE[m - 1], Kind.NUMBER, 10) for _year, m in months),
        Column("given", "Выдано", Kind.NUMBER, 8), Column("left", "Осталось", Kind.NUMBER, 9),
    )  # fmt: skip
    name = term.year.name if term else ""
    return Table(
        f"Форма 3. Учёт часов, {name}", columns, list(with_totals(lines, lambda x: x.key.teacher, names, cells)),
        (COUNTED,), (actor.college_name, f"Годовой учёт часов преподавателей, {name} учебный год"), SIGNATURES,
    )  # fmt: skip
