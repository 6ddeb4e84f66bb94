"""Форма 3: hours of the year by months, planned, given and remaining, budget and paid apart (A5.11)."""

from collections.abc import Hashable
from datetime import date
from typing import cast

from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.kernel.export import Cell, Column, Kind, Table
from zhurnal.kernel.wording import plural
from zhurnal.oversight.queries.funding import Part, parts
from zhurnal.oversight.queries.hours import term_on
from zhurnal.oversight.queries.teaching import days_of_hours, form_lines, planned_lines, teacher_names
from zhurnal.oversight.rules.funding import Mixed
from zhurnal.oversight.rules.teaching import months_shown
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.corrected import year_notes
from zhurnal.reports.catalogue.sheet import COUNTED, SIGNATURES, as_recorded, on_day, with_totals
from zhurnal.reports.rules.periods import month_of

SPLIT = {
    Mixed.SHARE: "Часы группы, где есть и бюджет, и внебюджет, разделены по числу студентов в конце месяца, план — по нынешнему списку.",
    Mixed.MAJORITY: "Часы группы отнесены к той основе, на которой учится большинство в конце месяца, план — по нынешнему списку.",
}  # fmt: skip


def form3(actor: PersonActor, month: date, day: date) -> Table:
    """The year that holds the month, up to the day."""
    term = term_on(actor.college_id, month_of(month)[1])
    year = (term.year.starts, term.year.ends) if term else month_of(month)
    days = days_of_hours(term.year) if term else year
    lines = form_lines(actor, days, lambda on: (on.year, on.month), monthly=True, until=day)
    lines = planned_lines(actor, year, lines, None, day)
    names = teacher_names(actor.college_id, {line.key.teacher for line in lines})
    found, nameless = parts(actor, term, lines, _last_day, day) if term else ([], 0)
    months = months_shown(*year, (cast(tuple[int, int], column) for line in lines for column in line.columns))

    def cells(part: Part) -> tuple[Cell, ...]:
        by_month = (part.columns.get(place) for place in months)
        words = (", ".join(part.key.groups), part.key.title, part.basis)
        return (*words, part.plan or None, *by_month, part.given, part.left or None)

    columns = (
        Column("teacher", "Преподаватель", width=20), Column("groups", "Группа", width=10),
        Column("discipline", "Дисциплина", width=34), Column("basis", "Основа", width=11),
        Column("plan", "План на год", Kind.NUMBER, 8),
        *(Column(f"m{m}", MONTHS_ALONE[m - 1], Kind.NUMBER, 10) for _year, m in months),
        Column("given", "Выдано", Kind.NUMBER, 8), Column("left", "Осталось", Kind.NUMBER, 9),
    )  # fmt: skip
    name = term.year.name if term else ""
    return Table(
        f"Форма 3. Учёт часов, {name}", columns,
        list(with_totals(found, lambda x: x.key.teacher, names, cells, 3, apart=2)), (*_notes(actor, nameless, day), *year_notes(actor, *days, day)),
        (actor.college_name, f"Годовой учёт часов преподавателей, {name} учебный год{on_day(actor, day)}"), SIGNATURES,
    )  # fmt: skip


def _notes(actor: PersonActor, nameless: int, day: date) -> tuple[str, ...]:
    split = SPLIT[Mixed.MAJORITY if actor.parameters.mixed_groups_funding == Mixed.MAJORITY else Mixed.SHARE]
    words = f"Основа обучения не указана в реестрах: {plural(nameless, ('студент', 'студента', 'студентов'))}, доли посчитаны без них."
    return (COUNTED, as_recorded(actor, day), split, *((words,) if nameless else ()))


def _last_day(column: Hashable) -> date:
    year, month = cast(tuple[int, int], column)
    return month_of(date(year, month, 1))[1]
