"""The month's list of substitutions as a table for files."""

from collections.abc import Iterator

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.timetable.queries.substitution_month import Month

COLUMNS = (
    Column("teacher", "Кто заменял"), Column("date", "Дата", Kind.DATE), Column("pair", "Пара", Kind.NUMBER),
    Column("group", "Группа"), Column("discipline", "Дисциплина"), Column("instead", "За кого"),
    Column("mode", "Вид"), Column("reason", "Причина"), Column("hours", "Часов", Kind.NUMBER),
    Column("recorded", "Записано в журнал", Kind.FLAG),
)  # fmt: skip


def month_table(college: str, month: Month) -> Table:
    """Lines by teacher, a sum under each."""
    return Table(
        f"Ведомость замен. {month.title.capitalize()}", COLUMNS, _rows(month),
        heading=(college, f"Ведомость замен за {month.title}"), signatures=("Заместитель директора по учебной работе",),
    )  # fmt: skip


def _rows(month: Month) -> Iterator[tuple[Cell, ...]]:
    for teacher in month.teachers:
        for line in teacher.lines:
            yield (
                line.teacher, line.date, line.pair, line.group, line.discipline, line.planned, line.mode, line.reason,
                line.hours, line.recorded,
            )  # fmt: skip
        hours = sum(line.hours for line in teacher.lines)
        yield Total((f"{teacher.name}: всего", None, None, None, None, None, None, None, hours, None))
