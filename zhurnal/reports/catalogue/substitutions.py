"""Ведомость учёта замещений: who stood in for whom in a month, in which mode and why; what was cancelled (A5.4, A5.5)."""

from datetime import date
from uuid import UUID

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.queries.cancelled import Cancelled, cancelled_lessons
from zhurnal.oversight.queries.ledger import BY_ORDER, StoodIn, substitutions
from zhurnal.oversight.queries.teaching import CourseFacts, Scope, courses_between, teacher_names
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, as_recorded, on_day
from zhurnal.reports.rules.periods import month_of, month_words, up_to
from zhurnal.timetable.rules.lesson import SubstitutionMode

MODES: dict[str, str] = {
    SubstitutionMode.SAME: "та же дисциплина",
    SubstitutionMode.OTHER: "другая дисциплина",
    SubstitutionMode.JOINT: "объединение групп",
    BY_ORDER: "поправка по приказу",
}
COLUMNS = (
    Column("date", "Дата", Kind.DATE), Column("pair", "Пара", Kind.NUMBER), Column("group", "Группа", width=10),
    Column("absent", "Отсутствовал", width=20), Column("missed", "По расписанию", width=30),
    Column("reason", "Причина", width=20), Column("substitute", "Провёл", width=20),
    Column("held", "Проведено", width=30), Column("mode", "Как", width=20),
    Column("hours", "Часов", Kind.NUMBER), Column("given", "Записано", Kind.FLAG),
)  # fmt: skip


NOBODY = "отменено, без замены"


def substitution_sheet(actor: PersonActor, month: date, day: date) -> Table:
    """The month's substitutions (up to a past day) and what was cancelled without one; a lesson not recorded yet is shown and not summed."""
    days, scope = up_to(month_of(month), day, actor.today), Scope(actor)
    courses = courses_between(actor.college_id, *days)
    found = [
        row
        for row in substitutions(actor.college_id, *days, day)
        if any(scope.holds(who, courses[row.course].group) for who in (row.planned, row.substitute))
    ]
    lost = [x for x in cancelled_lessons(actor.college_id, *days) if scope.holds(x.teacher, courses[x.course].group)]
    known = {who for row in found for who in (row.planned, row.substitute)} | {x.teacher for x in lost}
    names = teacher_names(actor.college_id, known)
    shown = [((x.date, x.pair), _held(x, courses, names)) for x in found]
    shown += [((x.date, x.pair), _gone(x, courses, names)) for x in lost]
    rows = [cells for _place, cells in sorted(shown, key=lambda pair: pair[0])]
    rows += _totals(sum(x.hours for x in found if x.given), sum(x.hours for x in lost)) if rows else []
    return Table(
        f"Учёт замещений, {month_words(month)}", COLUMNS, rows, (COUNTED, as_recorded(actor, day)),
        (actor.college_name, f"Ведомость учёта замещений за {month_words(month)}{on_day(actor, day)}"), SIGNATURES,
    )  # fmt: skip


def _held(row: StoodIn, courses: dict[UUID, CourseFacts], names: dict[UUID, str]) -> tuple[Cell, ...]:
    return (
        row.date, None if row.mode == BY_ORDER else row.pair, courses[row.course].group_name, names.get(row.planned, ""),
        courses[row.missed or row.course].title, row.reason, names.get(row.substitute, ""),
        courses[row.course].title, MODES[row.mode], row.hours, row.given,
    )  # fmt: skip


def _gone(row: Cancelled, courses: dict[UUID, CourseFacts], names: dict[UUID, str]) -> tuple[Cell, ...]:
    course = courses[row.course]
    return (
        row.date, row.pair, course.group_name, names.get(row.teacher, ""), course.title, row.reason, "", "", NOBODY,
        row.hours, False,
    )  # fmt: skip


def _totals(given: int, lost: int) -> list[tuple[Cell, ...]]:
    """Hours held in another's place and recorded; hours that nobody held."""
    told = [("Итого записано", given)] + ([("Итого отменено без замены", lost)] if lost else [])
    return [Total((None, None, "", words, "", "", "", "", "", hours, None)) for words, hours in told]
