"""Ведомость учёта замещений: who stood in for whom in a month, in which mode and why (A5.4, A5.5)."""

from datetime import date

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.queries.ledger import substitutions
from zhurnal.oversight.queries.teaching import Scope, courses_between, teacher_names
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, month_of, month_words
from zhurnal.timetable.rules.lesson import SubstitutionMode

MODES = {
    SubstitutionMode.SAME: "та же дисциплина",
    SubstitutionMode.OTHER: "другая дисциплина",
    SubstitutionMode.JOINT: "объединение групп",
}
COLUMNS = (
    Column("date", "Дата", Kind.DATE), Column("pair", "Пара", Kind.NUMBER), Column("group", "Группа", width=10),
    Column("absent", "Отсутствовал", width=20), Column("missed", "По расписанию", width=30),
    Column("reason", "Причина", width=20), Column("substitute", "Провёл", width=20),
    Column("held", "Проведено", width=30), Column("mode", "Как", width=20),
    Column("hours", "Часов", Kind.NUMBER), Column("given", "Записано", Kind.FLAG),
)  # fmt: skip


def substitution_sheet(actor: PersonActor, month: date) -> Table:
    """The month's substitutions; a lesson that is not recorded yet is shown and not summed."""
    days, scope = month_of(month), Scope(actor)
    courses = courses_between(actor.college_id, *days)
    found = [
        row
        for row in substitutions(actor.college_id, *days, actor.today)
        if any(scope.holds(who, courses[row.course].group) for who in (row.planned, row.substitute))
    ]
    names = teacher_names(actor.college_id, {who for row in found for who in (row.planned, row.substitute)})
    rows: list[tuple[Cell, ...]] = [
        (
            row.date, row.pair, courses[row.course].group_name, names.get(row.planned, ""),
            courses[row.missed or row.course].title, row.reason, names.get(row.substitute, ""),
            courses[row.course].title, MODES[SubstitutionMode(row.mode)], row.hours, row.given,
        )
        for row in found
    ]  # fmt: skip
    total = sum(row.hours for row in found if row.given)
    if rows:
        rows.append(Total((None, None, "", "Итого записано", "", "", "", "", "", total, None)))
    return Table(
        f"Учёт замещений, {month_words(month)}", COLUMNS, rows, (COUNTED,),
        (actor.college_name, f"Ведомость учёта замещений за {month_words(month)}"), SIGNATURES,
    )  # fmt: skip
