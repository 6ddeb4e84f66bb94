"""Отчёт зав. отделением: groups, courses and specialties beside the period before, debtors, how the journals are filled (A9)."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import DEPUTY_SIGNS, HEAD_SIGNS, figures, heading, results_on, rounding_of, told_on
from zhurnal.reports.policy import DEPARTMENTS
from zhurnal.reports.queries.filled import Filled, filled_of
from zhurnal.reports.queries.groups import GroupFacts
from zhurnal.reports.queries.progress import Progress, discipline_names, load_progress
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.figures import FIGURES, Figures, Rounding, figure_cells, total
from zhurnal.reports.rules.periods import Span, before
from zhurnal.results.heirs import heirs_of

BEFORE = (("was_absolute", "Была абс. успев., %"), ("was_quality", "Была кач. успев., %"),
          ("was_attendance", "Была посещ., %"))  # fmt: skip
MOST_DEBTORS = 30
NO_BEFORE = "Прошлого срока в журнале нет: сравнить не с чем."
BEFORE_WHOLE = "Прошлый срок – по его последнему дню, с поздними записями и пересдачами."
NOTE = (
    "Успеваемость и качество – по студентам (без «2», «незач.», «н/а» и неосвоенных модулей; только «5» и «4»), СОУ и средний балл – по всем итогам. "
    "Студент считается по спискам на указанный день."
)
Key = Callable[[GroupFacts], str]


def department(actor: PersonActor, asked: Asked) -> Table:
    """The groups in reach; one department when it is asked about."""
    found, past = load_progress(actor, DEPARTMENTS, asked), past_of(actor, asked, DEPARTMENTS)
    rounding = rounding_of(actor)
    names = dict.fromkeys(group.department_name for group in found.groups)
    return Table(
        "Отчёт заведующего отделением", columns("Группа"), list(_by_group(found, past, rounding)),
        (NOTE, *told_on(actor, asked), *results_on(actor, asked), *before_on(actor, asked, past)), heading(actor, asked, ", ".join(names)),
        (HEAD_SIGNS, DEPUTY_SIGNS),
        more=(
            shelved("По курсам", "Курс", found, past, rounding, lambda group: f"{group.course} курс"),
            shelved("По специальностям", "Специальность", found, past, rounding, lambda group: group.specialty),
            debtors(actor, found), filling(filled_of(actor, found.groups, asked, found.changed), found),
        ),
    )  # fmt: skip


def past_of(actor: PersonActor, asked: Asked, action: str) -> Progress:
    """The period before, by the lists of its last day."""
    earlier = before(asked.period, asked.calendar)
    if earlier is None:
        return Progress([])
    found = load_progress(actor, action, replace(asked, period=earlier, day=earlier.until, group=None))
    if earlier.year_key != asked.period.year_key:
        found.heirs = heirs_of(actor.college_id, asked.until)
    return found


def before_on(actor: PersonActor, asked: Asked, past: Progress) -> tuple[str, ...]:
    """What the figures of the period before are; nothing of today's."""
    if not past.groups:
        return (NO_BEFORE,)
    return (BEFORE_WHOLE,) if asked.until < actor.today else ()


def columns(title: str) -> tuple[Column, ...]:
    """Figures of now and, beside them, three of the period before."""
    return (Column("shelf", title, width=14 if title == "Группа" else 30), *figures(FIGURES, 9), *figures(BEFORE, 9))


def cells(name: str, now: Figures, past: Figures, rounding: Rounding) -> tuple[Cell, ...]:
    """A line of ``columns``."""
    people = past.by_students
    was = (rounding.percent(people.absolute), rounding.percent(people.quality), rounding.percent(past.attendance))
    return (name, *figure_cells(now, rounding), *was)


def shelved(title: str, head: str, found: Progress, past: Progress, rounding: Rounding, key: Key) -> Table:
    """Groups put together by a key."""
    now, was = _together(found, key), _together(past, key)
    rows = [cells(name, own, was.get(name, Figures()), rounding) for name, own in sorted(now.items())]
    return Table(title, columns(head), rows)


def _together(found: Progress, key: Key) -> dict[str, Figures]:
    parts: dict[str, list[Figures]] = defaultdict(list)
    for group in found.groups:
        parts[key(group)].append(found.figures(group.id))
    return {name: total(own) for name, own in parts.items()}


def _by_group(found: Progress, past: Progress, rounding: Rounding) -> Iterator[tuple[Cell, ...]]:
    was: dict[UUID, Figures] = {}
    for group in past.groups:
        key = past.heirs.get(group.id, group.id)
        was[key] = was.get(key, Figures()) + past.figures(group.id)
    shelves: dict[str, list[GroupFacts]] = defaultdict(list)
    for group in found.groups:
        shelves[group.department_name].append(group)
    earlier = _together(past, lambda group: group.department_name)
    for name, groups in shelves.items():
        yield from (
            cells(group.name, found.figures(group.id), was.get(group.id, Figures()), rounding) for group in groups
        )
        whole = total(found.figures(group.id) for group in groups)
        yield Total(cells(name, whole, earlier.get(name, Figures()), rounding))
    if len(shelves) > 1:
        yield whole_line(found, past, rounding)


def whole_line(found: Progress, past: Progress, rounding: Rounding) -> Total:
    """All groups together."""
    now = total(found.figures(group.id) for group in found.groups)
    return Total(cells("Всего", now, total(past.figures(group.id) for group in past.groups), rounding))


def debtors(actor: PersonActor, found: Progress) -> Table:
    """Students with the most unfit results, the most first."""
    names = discipline_names(actor.college_id, found.values)
    groups = {group.id: group.name for group in found.groups}
    rows: list[tuple[Cell, ...]] = []
    for group, students in found.students.items():
        for one in students:
            own = found.values.get(one.id, {})
            unfit = sorted(names.get(key, "") for (key, _project), row in own.items() if row.unfit)
            if unfit:
                rows.append((groups[group], one.name, len(unfit), ", ".join(unfit)))
    rows.sort(key=lambda row: (-int(str(row[2])), str(row[0]), str(row[1])))
    note = f"Показаны {MOST_DEBTORS} из {len(rows)}." if len(rows) > MOST_DEBTORS else ""
    columns = (
        Column("group", "Группа", width=10), Column("student", "Студент", width=28),
        Column("count", "Долгов", Kind.NUMBER, 8), Column("disciplines", "По каким дисциплинам", width=76),
    )  # fmt: skip
    return Table("Больше всего долгов", columns, rows[:MOST_DEBTORS], (note,) if note else ())


def filling(filled: dict[UUID, Filled], found: Progress) -> Table:
    """How the journals of the groups are filled."""
    rows: list[tuple[Cell, ...]] = [(group.name, *filled[group.id].cells) for group in found.groups]
    if len(rows) > 1:
        rows.append(Total(("Всего", *sum(filled.values(), Filled()).cells)))
    return Table("Наполняемость журналов", (Column("group", "Группа", width=14), *figures(FILLED, 12)), rows)


FILLED = (
    ("due", "Прошло занятий"), ("recorded", "Записано"), ("missing", "Не записано"), ("part", "Записано, %"),
    ("late", "Записано с опозданием"), ("marks", "Отметок"), ("each", "Отметок на студента"),
)  # fmt: skip
REPORTS = (
    Report(
        "department", "Отчёт заведующего отделением",
        "Группы, курсы, специальности; сравнение с прошлым сроком, долги, наполняемость", Shelf.COLLEGE, DEPARTMENTS,
        (Span.TERM, Span.YEAR, Span.MONTH), department, (Ask.DEPARTMENT, Ask.DAY),
    ),
)  # fmt: skip
