"""Отчёт преподавателя за семестр: each page of his journal in hours, marks and works, with debtors and reasons (A9)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from zhurnal.assessment.rules.indicators import Tally, fulfilment, tally
from zhurnal.curriculum.rules.kinds import TopicKind
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import NOTHING, causes
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import (
    DEPUTY_SIGNS,
    LESSONS_NOW,
    TEACHERS_NOW,
    figures,
    heading,
    results_on,
    rounding_of,
)
from zhurnal.reports.policy import COURSES
from zhurnal.reports.queries.groups import term_row
from zhurnal.reports.queries.teaching import Page, Teaching, load_teaching
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.figures import TALLY, Rounding, tally_cells
from zhurnal.reports.rules.periods import Span
from zhurnal.results.rules.lines import Got

WORK_TITLES = ((TopicKind.PRACTICAL, "ПР"), (TopicKind.LAB, "ЛР"), (TopicKind.CONTROL, "КР"))
COLUMNS = (
    Column("teacher", "Преподаватель", width=18), Column("group", "Группа", width=8), Column("discipline", "Дисциплина", width=30),
    *figures((("plan", "План, ч"), ("given", "Дано, ч"), ("fulfilled", "Вып., %")), 6),
    Column("students", "Студ.", Kind.NUMBER, 6), *figures(TALLY, 6),
    *(Column(kind.value, title, width=8) for kind, title in WORK_TITLES),
    Column("late", "С опозд.", Kind.NUMBER, 7), Column("why", "Почему выдано меньше", width=30),
)  # fmt: skip
NOTES = (
    "Успеваемость – доля «5», «4», «3» и «зач.» среди аттестованных и не аттестованных; освобождённые и те, у кого итога нет, не считаются. Модуль, который не освоен, – долг при любой отметке.",
    "Часы – занятия, в которых записаны тема и явка. ПР, ЛР, КР – работы по темам рабочей программы: проведено из запланированных. С опозд. – занятий записано с опозданием.",
)
JOINED_ONCE = (
    "Часы преподавателя: занятие объединённых групп и его план считаются один раз, хотя записаны в каждом журнале."
)


def teacher_term(actor: PersonActor, asked: Asked) -> Table:
    """The term by pages in reach; of several teachers by teacher, with totals."""
    term = term_row(actor, asked)
    found = load_teaching(actor, asked, term) if term else None
    return Table(
        "Отчёт преподавателя за семестр", COLUMNS, list(_rows(found, rounding_of(actor))) if found else [],
        (*NOTES, *_together(found), *((LESSONS_NOW, *results_on(actor, asked), TEACHERS_NOW) if asked.day < actor.today else results_on(actor, asked))),
        heading(actor, asked), ("Преподаватель", DEPUTY_SIGNS), more=(_debtors(found),) if found else (),
    )  # fmt: skip


def _together(found: Teaching | None) -> tuple[str, ...]:
    return (f"Итоги. {JOINED_ONCE}",) if found and (found.joined or found.streams) else ()


def results_of(found: Teaching, page: Page) -> dict[UUID, Got]:
    """student of the page → what counts of his results in its discipline."""
    key = page.discipline.hex, False
    own = ((one.id, found.values.get(one.id, {}).get(key)) for one in page.students)
    return {student: row for student, row in own if row is not None and row.value}


def marks_on(found: Teaching, pages: Iterable[Page]) -> tuple[Tally, int]:
    """The results of several pages together, and how many there could be: who stands on the page of his group and on that of his

    subgroup has one result in the discipline, so he counts once.
    """
    places: dict[str, dict[UUID, Got | None]] = defaultdict(dict)
    for page in pages:
        key = page.discipline.hex, False
        own = places[key[0]]
        for one in page.students:
            values = found.values.get(one.id)
            own[one.id] = values.get(key) if values else None
    rows = [row for own in places.values() for row in own.values() if row is not None and row.value]
    return tally(rows), sum(map(len, places.values()))


def by_teacher(found: Teaching) -> list[tuple[UUID | None, list[Page]]]:
    """Teachers in alphabetical order with their pages; pages that nobody leads come last."""
    own: dict[UUID | None, list[Page]] = defaultdict(list)
    for page in found.pages:
        for teacher in page.teachers or (None,):
            own[teacher].append(page)
    return sorted(own.items(), key=lambda row: (row[0] is None, found.names.get(row[0], "") if row[0] else ""))


def _rows(found: Teaching, rounding: Rounding) -> Iterator[tuple[Cell, ...]]:
    every = by_teacher(found)
    for teacher, pages in every:
        name = found.names.get(teacher, "") if teacher else "никто не назначен"
        for page in pages:
            hours = found.hours[page.course]
            words = causes(hours, found.missing.get(page.course, NOTHING))
            yield _row(
                (name, page.group_name, page.words), hours, len(page.students), tally(results_of(found, page).values()),
                rounding, _works(found, page), (found.late.get(page.course), words),
            )  # fmt: skip
        if len(pages) > 1:
            yield Total(_sum(found, pages, (name, "", "Итого"), rounding))
    if len(every) > 1:
        yield Total(_sum(found, found.pages, ("Всего", "", ""), rounding))


def _row(
    head: tuple[str, ...], hours: Hours, students: int, marks: Tally, rounding: Rounding, works: tuple[str, ...],
    end: tuple[Cell, ...],
) -> tuple[Cell, ...]:  # fmt: skip
    done = rounding.percent(fulfilment(hours.given, hours.plan))
    return (*head, hours.plan or None, hours.given or None, done, students, *tally_cells(marks, rounding), *works, *end)


def _sum(found: Teaching, pages: Iterable[Page], head: tuple[str, ...], rounding: Rounding) -> tuple[Cell, ...]:
    own = list(pages)
    marks, students = marks_on(found, own)
    late = sum(found.late.get(page.course, 0) for page in own) or None
    return _row(head, found.of_teachers(own), students, marks, rounding, ("", "", ""), (late, ""))


def _works(found: Teaching, page: Page) -> tuple[str, ...]:
    own = found.works.get(page.course, {})
    pairs = (own.get(kind.value) for kind, _title in WORK_TITLES)
    return tuple(f"{pair[0]}\u00a0из\u00a0{pair[1]}" if pair else "" for pair in pairs)


def _debtors(found: Teaching) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for page in found.pages:
        known = results_of(found, page)
        rows += [
            (page.group_name, page.words, one.name, row.words)
            for one in page.students
            if (row := known.get(one.id)) is not None and row.unfit
        ]
    columns = (
        Column("group", "Группа", width=10), Column("discipline", "Дисциплина", width=40),
        Column("student", "Студент", width=30), Column("value", "Итог", width=8),
    )  # fmt: skip
    return Table("Должники", columns, rows)


REPORTS = (
    Report(
        "teacher-term", "Отчёт преподавателя за семестр",
        "Часы, итоги, качество, СОУ, должники поимённо, выполненные работы", Shelf.TEACHER, COURSES, (Span.TERM,),
        teacher_term, (Ask.TEACHER, Ask.GROUP, Ask.DISCIPLINE, Ask.DEPARTMENT, Ask.DAY),
    ),
)  # fmt: skip
