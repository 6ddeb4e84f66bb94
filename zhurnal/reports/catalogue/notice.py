"""Извещение родителям (табель): one student a page, of a month or a week, for families without the Internet (A9)."""

from collections import defaultdict
from dataclasses import replace
from uuid import UUID

from zhurnal.assessment.rules.indicators import rounded
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.leader import dative
from zhurnal.journal.rules.sign_words import sign_of
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import absences, moment_of
from zhurnal.reports.queries.groups import groups_of
from zhurnal.reports.queries.marks import Taken, disciplines_of, marks_between, titles
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span
from zhurnal.results.listed import Listed, lists_of

COLUMNS = (
    Column("discipline", "Дисциплина", width=28), Column("marks", "Отметки", width=16), Column("mean", "Средний", Kind.NUMBER, 8),
    Column("missed", "Пропуски, ч", Kind.NUMBER, 8), Column("valid", "уважит.", Kind.NUMBER, 8),
    Column("unexcused", "без причины", Kind.NUMBER, 8), Column("unknown", "не указана", Kind.NUMBER, 8),
)  # fmt: skip
PARENT_SIGNS = "Подпись родителя (законного представителя)"
TITLE = "Извещения родителям"
SLIP = "Просим подписать и вернуть %s."


def notice(actor: PersonActor, asked: Asked) -> Table:
    """A table for each student of the group's list."""
    group = next(iter(groups_of(actor, GROUPS, asked)), None)
    if group is None:
        return Table(TITLE, COLUMNS, (), heading=(actor.college_name,))
    own, days = actor.college_id, (asked.period.since, asked.until)
    moment = moment_of(actor, asked)
    marks, lost = marks_between(own, group.id, *days, moment), absences(own, [group.id], *days, moment)
    by_course = disciplines_of(own, {row.course for row in lost})
    missed: dict[tuple[UUID, UUID], Missed] = defaultdict(Missed)
    for row in lost:
        missed[row.student, by_course[row.course]].add(row.sign, row.hours)
    known = {one for taken in marks.values() for one in taken} | set(by_course.values())
    names = titles(own, known)
    on = f", на {asked.until:%d.%m.%Y}" if moment else ""
    period = f"{asked.period.words}{on}, группа {group.name}"
    notes = (SLIP % dative(actor.parameters.leader_word), *told_on(actor, asked))
    lost_by: dict[UUID, dict[UUID, Missed]] = defaultdict(dict)
    for (student, discipline), hours in missed.items():
        lost_by[student][discipline] = hours
    pages = [
        _page(actor, one, marks.get(one.id, {}), lost_by.get(one.id, {}), names, (period, notes))
        for one in lists_of(own, [group.id], asked.until).students
    ]
    if not pages:
        return Table(TITLE, COLUMNS, (), heading=(actor.college_name, period))
    return replace(pages[0], more=tuple(pages[1:]), apart=True, document=f"{TITLE}, {period}")


def _page(
    actor: PersonActor, student: Listed, marks: dict[UUID, Taken], missed: dict[UUID, Missed], names: dict[UUID, str],
    top: tuple[str, tuple[str, ...]],
) -> Table:  # fmt: skip
    period, notes = top
    rows: list[tuple[Cell, ...]] = []
    for discipline in sorted({*marks, *missed}, key=lambda one: names.get(one, "")):
        taken, lost = marks.get(discipline, Taken()), missed.get(discipline, Missed())
        said = ", ".join(sign_of(value).shown for value in taken.marks)
        rows.append((names.get(discipline, ""), said, rounded(taken.mean, 2), *_hours(lost)))
    if rows:
        whole = Missed()
        for one in missed.values():
            for sign, hours in one.hours.items():
                whole.add(sign, hours)
        points, weights = sum(one.points for one in marks.values()), sum(one.weights for one in marks.values())
        rows.append(Total(("Всего", "", rounded(Taken([], points, weights).mean, 2), *_hours(whole))))
    return Table(
        student.name, COLUMNS, rows, notes, (actor.college_name, "Извещение родителям об успеваемости и посещаемости", period),
        (actor.parameters.leader_signs, PARENT_SIGNS), landscape=False, apart=True,
    )  # fmt: skip


def _hours(lost: Missed) -> tuple[Cell, ...]:
    return lost.total or None, lost.valid or None, lost.unexcused or None, lost.unknown or None


REPORTS = (
    Report(
        "notice", TITLE, "Отметки и пропуски за месяц или неделю, страница на студента", Shelf.FAMILIES, GROUPS,
        (Span.MONTH, Span.WEEK), notice, (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}),
    ),
)  # fmt: skip
