"""Сводная ведомость успеваемости группы: the table that the room of results makes, for a term or a year (A9)."""

from dataclasses import replace

from zhurnal.curriculum.models import Group
from zhurnal.curriculum.rules.semesters import semester_of
from zhurnal.kernel.export import Column, Table
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import heading, results_on, told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.queries.groups import group_row, term_row
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span
from zhurnal.results.queries.summary import Asked as AskedSummary
from zhurnal.results.queries.summary import Summary, load_summary
from zhurnal.results.queries.summary_table import summary_table


def summary_of(actor: PersonActor, asked: Asked) -> Summary | None:
    """The group's summary as it stood on the day; None where nobody of the group is in reach."""
    group = group_row(actor, GROUPS, asked)
    if group is None:
        return None
    return load_summary(replace(actor, today=asked.until), group, _asked(actor, group, asked))


def _asked(actor: PersonActor, group: Group, asked: Asked) -> AskedSummary:
    term = term_row(actor, asked)
    if asked.period.span is Span.YEAR or term is None:
        return AskedSummary(year=group.course_year, day=asked.until, moment=moment_of(actor, asked))
    semester = semester_of(group.course_year, term.number)
    return AskedSummary(semester=semester, day=asked.until, moment=moment_of(actor, asked))


def summary(actor: PersonActor, asked: Asked) -> Table:
    """Students × disciplines with totals of rows and columns."""
    found = summary_of(actor, asked)
    empty = Table("Сводная ведомость успеваемости", (Column("name", "Студент"),), (), heading=heading(actor, asked))
    if found is None:
        return empty
    table = summary_table(actor, found)
    return replace(table, notes=(*table.notes, *told_on(actor, asked), *results_on(actor, asked)))


REPORTS = (
    Report(
        "summary", "Сводная ведомость успеваемости", "Студенты и дисциплины с итогами строк и столбцов", Shelf.GROUP, GROUPS,
        (Span.TERM, Span.YEAR), summary, (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}),
    ),
)  # fmt: skip
