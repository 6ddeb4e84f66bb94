"""Посещаемость за месяц: a group day by day, and all groups side by side (A6.1, A6.10, A9)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from zhurnal.assessment.rules.indicators import attendance as share_of
from zhurnal.journal.rules.absences import Missed
from zhurnal.kernel.dates import days_between
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import HEAD_SIGNS, figures, heading, rounding_of, told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import absences, moment_of
from zhurnal.reports.queries.days import attended
from zhurnal.reports.queries.groups import GroupFacts, groups_of
from zhurnal.reports.queries.progress import Progress, load_progress
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.figures import Figures, Rounding, figure_cells, total
from zhurnal.reports.rules.periods import Span
from zhurnal.results.listed import lists_of

PLANNED = "Посещаемость – доля человеко-часов, которые были запланированы для тех, кто в этот день был в списке (практика, отпуск и чужая подгруппа не считаются)."
KINDS = (
    ("total", "Всего, ч"), ("valid", "по уваж. причине"), ("unexcused", "без уваж. причины"), ("unknown", "причина не указана"),
    ("part", "Посещ., %"),
)  # fmt: skip


def attendance(actor: PersonActor, asked: Asked) -> Table:
    """Hours missed by each student on each day of the month."""
    groups = groups_of(actor, GROUPS, asked)
    own, ids, days = actor.college_id, [group.id for group in groups], (asked.period.since, asked.until)
    held, lists = attended(own, ids, *days), lists_of(own, ids, asked.until)
    by_day: dict[UUID, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    lost: dict[UUID, Missed] = defaultdict(Missed)
    for row in absences(own, ids, *days, moment_of(actor, asked)):
        by_day[row.student][row.date] += row.hours
        lost[row.student].add(row.sign, row.hours)
    shown = list(days_between(asked.period.since, asked.period.until))
    rounding, rows, planned = rounding_of(actor), list[tuple[Cell, ...]](), dict[UUID, int]()
    for number, one in enumerate(lists.students, 1):
        planned[one.id] = sum(lesson.hours for lesson in held.of(one.group, one.id))
        cells = [by_day[one.id].get(day) for day in shown]
        rows.append((number, one.name, *cells, *_kinds(lost[one.id], planned[one.id], rounding)))
    if rows:
        rows.append(_sum(rows, [lost[one.id] for one in lists.students], sum(planned.values()), rounding))
    columns = (
        Column("number", "№", Kind.NUMBER, 4), Column("student", "Студент", width=26),
        *(Column(f"d{day:%d}", str(day.day), Kind.NUMBER, 3) for day in shown), *figures(KINDS, 9),
    )  # fmt: skip
    name = groups[0].name if groups else ""
    return Table(
        f"Посещаемость {name}".strip(), columns, rows, (PLANNED, *told_on(actor, asked)), heading(actor, asked, f"Группа {name}"),
        (actor.parameters.leader_signs,),
    )  # fmt: skip


def _kinds(lost: Missed, planned: int, rounding: Rounding) -> tuple[Cell, ...]:
    part = rounding.percent(share_of(planned, lost.total)) if planned else None
    return lost.total or None, lost.valid or None, lost.unexcused or None, lost.unknown or None, part


def _sum(rows: list[tuple[Cell, ...]], lost: list[Missed], planned: int, rounding: Rounding) -> Total:
    whole = Missed()
    for one in lost:
        for sign, hours in one.hours.items():
            whole.add(sign, hours)
    days = range(2, len(rows[0]) - len(KINDS))
    sums = [sum(row[place] or 0 for row in rows) or None for place in days]  # type: ignore[misc]
    return Total((None, "По списку", *sums, *_kinds(whole, planned, rounding)))


GROUP_COLUMNS = (
    Column("group", "Группа", width=12), Column("course", "Курс", Kind.NUMBER, 6), Column("students", "Студентов", Kind.NUMBER, 9),
    *figures((("planned", "Запланировано, чел.-ч"), ("missed", "Пропущено, ч"), ("valid", "по уваж. причине"),
              ("unexcused", "без уваж. причины"), ("unknown", "причина не указана"), ("each", "На студента, ч"),
              ("part", "Посещаемость, %")), 12),
)  # fmt: skip


def attendance_groups(actor: PersonActor, asked: Asked) -> Table:
    """Groups in reach, with totals of departments and of all."""
    found, rounding = load_progress(actor, GROUPS, asked), rounding_of(actor)
    return Table(
        "Посещаемость по группам", GROUP_COLUMNS, list(_groups(found, rounding)), (PLANNED, *told_on(actor, asked)),
        heading(actor, asked), (HEAD_SIGNS,), landscape=False,
    )  # fmt: skip


def _groups(found: Progress, rounding: Rounding) -> Iterator[tuple[Cell, ...]]:
    shelves: dict[str, list[tuple[GroupFacts, Figures]]] = defaultdict(list)
    for group in found.groups:
        shelves[group.department_name].append((group, found.figures(group.id)))
    for department, own in shelves.items():
        yield from (_line((group.name, group.course), one, rounding) for group, one in own)
        yield Total(_line((department, None), total(one for _group, one in own), rounding))
    if len(shelves) > 1:
        yield Total(_line(("Всего", None), total(one for own in shelves.values() for _group, one in own), rounding))


def _line(head: tuple[Cell, ...], one: Figures, rounding: Rounding) -> tuple[Cell, ...]:
    each = figure_cells(one, rounding)[-1]
    numbers = (one.planned, one.missed, one.valid, one.unexcused, one.unknown)
    return (*head, one.students, *(number or None for number in numbers), each, rounding.percent(one.attendance))


REPORTS = (
    Report(
        "attendance", "Посещаемость группы за месяц", "Студенты и дни: пропущенные часы с причинами", Shelf.DAY, GROUPS,
        (Span.MONTH,), attendance, (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}),
    ),
    Report(
        "attendance-groups", "Посещаемость по группам", "Все группы рядом, итоги отделений", Shelf.DAY, GROUPS,
        (Span.MONTH, Span.WEEK, Span.TERM), attendance_groups, (Ask.DEPARTMENT, Ask.DAY),
    ),
)  # fmt: skip
