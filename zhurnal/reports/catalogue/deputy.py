"""Отчёт зам. директора по УР: the college by departments, teachers and disciplines; hours, late entries (A9)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

from zhurnal.assessment.rules.indicators import fulfilment
from zhurnal.inspection.policy import READ as REMARKS
from zhurnal.inspection.queries.counts import remarks_by_teacher
from zhurnal.inspection.rules.states import Totals
from zhurnal.kernel import policy
from zhurnal.kernel.export import Cell, Column, Table, Total
from zhurnal.oversight.queries.teaching import teacher_names
from zhurnal.oversight.rules.hours import Hours, Sign, of_students
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.department import before_on, columns, debtors, filling, past_of, shelved, whole_line
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import (
    DEPUTY_SIGNS,
    TEACHERS_NOW,
    figures,
    heading,
    results_on,
    rounding_of,
    told_on,
)
from zhurnal.reports.catalogue.teacher_term import JOINED_ONCE, by_teacher, marks_on
from zhurnal.reports.policy import COLLEGE, COURSES
from zhurnal.reports.queries.filled import filled_of
from zhurnal.reports.queries.groups import GroupFacts, term_row
from zhurnal.reports.queries.progress import load_progress
from zhurnal.reports.queries.teaching import Page, Teaching, load_teaching
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.figures import TALLY, Rounding, tally_cells
from zhurnal.reports.rules.periods import Span

OF_STUDENTS = "Часы — как у студентов: подгруппы одной дисциплины считаются один раз, занятие объединённых групп — в каждой группе."
HOURS = (("plan", "План, ч"), ("given", "Дано, ч"), ("done", "Вып., %"), ("late", "С опозд."))


def deputy(actor: PersonActor, asked: Asked) -> Table:
    """The college: its total, and what it is made of."""
    found, past = load_progress(actor, COLLEGE, asked), past_of(actor, asked, COLLEGE)
    rounding, term = rounding_of(actor), term_row(actor, asked)
    notes = (*told_on(actor, asked), *results_on(actor, asked), *before_on(actor, asked, past))
    main = shelved("По отделениям", "Отделение", found, past, rounding, lambda group: group.department_name)
    taught = load_teaching(actor, asked, term, COURSES, found.values) if term else None
    return Table(
        "Отчёт заместителя директора по учебной работе", columns("Отделение"), (*main.rows, whole_line(found, past, rounding)),
        (*notes, TEACHERS_NOW) if asked.until < actor.today else notes, heading=heading(actor, asked), signatures=(DEPUTY_SIGNS, "Директор"),
        more=(
            shelved("По курсам", "Курс", found, past, rounding, lambda group: f"{group.course} курс"),
            shelved("По специальностям", "Специальность", found, past, rounding, lambda group: group.specialty),
            *((_teachers(taught, rounding), _disciplines(taught, rounding), _hours(taught, found.groups)) if taught else ()),
            filling(filled_of(actor, found.groups, asked, found.changed), found),
            *((_remarks(actor, asked),) if policy.may(actor, REMARKS) else ()), debtors(actor, found),
        ),
    )  # fmt: skip


def _teachers(found: Teaching, rounding: Rounding) -> Table:
    rows = [
        _line(
            (found.names.get(teacher, "") if teacher else "никто не назначен", str(len(pages))),
            found,
            pages,
            found.of_teachers(pages),
            rounding,
        )
        for teacher, pages in by_teacher(found)
    ]
    head = (Column("teacher", "Преподаватель", width=22), Column("pages", "Журналов", width=9))
    notes = (JOINED_ONCE,) if found.joined or found.streams else ()
    return Table("По преподавателям", (*head, *figures(HOURS, 9), *figures(TALLY, 7)), rows, notes)


def _disciplines(found: Teaching, rounding: Rounding) -> Table:
    own: dict[str, list[Page]] = defaultdict(list)
    for page in found.pages:
        own[page.title].append(page)
    rows = [
        _line((title, str(len({page.group for page in pages}))), found, pages, found.of_students(pages), rounding)
        for title, pages in sorted(own.items())
    ]
    head = (Column("discipline", "Дисциплина", width=36), Column("groups", "Групп", width=7))
    return Table("По дисциплинам", (*head, *figures(HOURS, 9), *figures(TALLY, 7)), rows, (OF_STUDENTS,))


def _line(
    head: tuple[str, ...], found: Teaching, pages: Iterable[Page], hours: Hours, rounding: Rounding
) -> tuple[Cell, ...]:
    own = list(pages)
    marks, _students = marks_on(found, own)
    late = sum(found.late.get(page.course, 0) for page in own) or None
    done = rounding.percent(fulfilment(hours.given, hours.plan))
    return (*head, hours.plan or None, hours.given or None, done, late, *tally_cells(marks, rounding))


def _hours(found: Teaching, groups: Iterable[GroupFacts]) -> Table:
    columns = (
        Column("group", "Группа", width=12),
        *figures((("plan", "План, ч"), ("given", "Дано, ч"), ("left", "Осталось, ч"), ("ahead", "В расписании, ч"),
                  ("unrecorded", "Не записано, ч"), ("outcome", "Прогноз, ч"), ("behind", "Дисциплин с недодачей")), 11),
    )  # fmt: skip
    own: dict[UUID, list[Page]] = defaultdict(list)
    for page in found.pages:
        own[page.group].append(page)
    return Table("Вычитка часов по группам", columns, list(_by_group(found, own, groups)))


def _by_group(found: Teaching, own: dict[UUID, list[Page]], groups: Iterable[GroupFacts]) -> Iterator[tuple[Cell, ...]]:
    whole, count = Hours(0), 0
    for group in groups:
        pages = own.get(group.id, [])
        hours = of_students(((page.discipline, bool(page.part)), found.hours[page.course]) for page in pages)
        behind = sum(found.hours[page.course].sign is Sign.BEHIND for page in pages)
        whole, count = whole + hours, count + behind
        yield (group.name, *_numbers(hours), behind or None)
    yield Total(("Всего", *_numbers(whole), count or None))


def _numbers(hours: Hours) -> tuple[Cell, ...]:
    shown = (hours.plan, hours.given, hours.left, hours.ahead, hours.unrecorded, hours.outcome)
    return tuple(number or None for number in shown)


def _remarks(actor: PersonActor, asked: Asked) -> Table:
    """Remarks of the checkers by teacher: issued in the period, and what had become of them by the day of the report (2.5, 2.6)."""
    shown = ("all", "closed", "done", "waiting", "overdue")
    titles = ("Выписано", "Подтверждено", "Исполнено, не проверено", "В работе", "Просрочено")
    counts = remarks_by_teacher(actor, asked.period.since, asked.until)
    names = teacher_names(actor.college_id, set(counts))
    rows: list[tuple[Cell, ...]] = [(names[teacher], *_counts(own, shown)) for teacher, own in counts.items()]
    head = Column("teacher", "Преподаватель", width=30)
    return Table(
        "Замечания проверяющих", (head, *figures(zip(shown, titles, strict=True), 12)),
        sorted(rows, key=lambda row: str(row[0])),
    )  # fmt: skip


def _counts(own: Totals, shown: tuple[str, ...]) -> tuple[int | None, ...]:
    return tuple(getattr(own, name) or None for name in shown)


REPORTS = (
    Report(
        "deputy", "Отчёт заместителя директора по учебной работе",
        "Колледж по отделениям, курсам, специальностям, преподавателям и дисциплинам; часы, опоздания, замечания", Shelf.COLLEGE,
        COLLEGE, (Span.TERM,), deputy, (Ask.DAY,),
    ),
)  # fmt: skip
