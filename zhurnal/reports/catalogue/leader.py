"""Отчёт куратора: how the group stands, who is what, hours missed, changes of the list, work with parents (A9)."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from uuid import UUID

from zhurnal.assessment.rules.indicators import STANDING_WORDS, Reserve, Standing, mean_mark, reserve, rounded, standing
from zhurnal.curriculum.rules.attestation import PROJECT
from zhurnal.journal.queries.then import cells_then
from zhurnal.journal.rules.absences import Missed
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import HEAD_SIGNS, figures, heading, results_on, rounding_of, told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import moment_of
from zhurnal.reports.queries.families import families, moves
from zhurnal.reports.queries.progress import Progress, discipline_names, load_progress
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.figures import FIGURES, figure_cells
from zhurnal.reports.rules.periods import Span
from zhurnal.results.listed import Listed
from zhurnal.results.rules.lines import Got
from zhurnal.results.studied import running_averages

COUNTS = ("5", "4", "3", "2", "на")
COLUMNS = (
    Column("number", "№", Kind.NUMBER, 4), Column("student", "Студент", width=28),
    *figures((("now", "Текущий средний"), ("mean", "Средний балл"), ("n5", "5"), ("n4", "4"), ("n3", "3"), ("n2", "2"), ("na", "н/а")), 8),
    *figures((("missed", "Пропущено, ч"), ("valid", "по уваж. причине"), ("unexcused", "без уваж. причины"),
              ("unknown", "причина не указана")), 11),
    Column("standing", "Категория", width=14),
)  # fmt: skip
CATEGORIES = (
    (Standing.EXCELLENT, "Отличники"), (Standing.GOOD, "Хорошисты"), (Standing.PASSING, "Успевающие"),
    (Standing.FAILING, "Неуспевающие"), (Standing.NONE, "Нет итогов"),
)  # fmt: skip
RESERVES = (
    (Reserve.ONE_FOUR, "С одной «4»"),
    (Reserve.ONE_THREE, "С одной «3»"),
    (Reserve.ONE_TWO, "С одной «2» или «н/а»"),
)
BY_HAND = (
    "Родительские собрания (дата, сколько пришло, тема)",
    "Беседы и звонки родителям",
    "Посещения на дому, в общежитии",
)
BLANK = "Пустые строки куратор заполняет сам: в журнале этого нет."
FAMILIES_NOW = "Могут ли родители войти и что решено по их сообщениям – как сегодня."


def leader(actor: PersonActor, asked: Asked) -> Table:
    """The group by students, and below it the four things that a leader reports."""
    found = load_progress(actor, GROUPS, asked)
    group = found.groups[0] if found.groups else None
    students = found.students.get(group.id, []) if group else []
    results = {one.id: list(found.values.get(one.id, {}).values()) for one in students}
    missed = found.missed.get(group.id, {}) if group else {}
    names = discipline_names(actor.college_id, found.values)
    return Table(
        f"Отчёт куратора {group.name if group else ''}".strip(), COLUMNS, list(_rows(students, results, missed, running_of(actor, students, asked))),
        (*told_on(actor, asked), *results_on(actor, asked)), heading=heading(actor, asked, f"Группа {group.name}" if group else ""), signatures=(actor.parameters.leader_signs, HEAD_SIGNS),
        more=(
            _whole(actor, found), _categories(students, results), _weak(students, found, names),
            _moves(actor, group.id if group else None, asked), _families(actor, students, asked),
        ),
    )  # fmt: skip


def _rows(
    students: Sequence[Listed],
    results: Mapping[UUID, list[Got]],
    missed: Mapping[UUID, Missed],
    running: Mapping[UUID, Fraction],
) -> Iterator[tuple[Cell, ...]]:
    sums = [0] * (len(COUNTS) + 4)
    for number, one in enumerate(students, 1):
        own, lost = [row.value for row in results[one.id]], missed.get(one.id, Missed())
        numbers = (*(own.count(value) for value in COUNTS), lost.total, lost.valid, lost.unexcused, lost.unknown)
        sums = [a + b for a, b in zip(sums, numbers, strict=True)]
        yield (
            number,
            one.name,
            rounded(running.get(one.id), 2),
            _mean(own),
            *(n or None for n in numbers),
            STANDING_WORDS[standing(results[one.id])],
        )
    if students:
        marks = [row.value for rows in results.values() for row in rows]
        yield Total((None, "По группе", None, _mean(marks), *(n or None for n in sums), ""))


def running_of(actor: PersonActor, students: Sequence[Listed], asked: Asked) -> dict[UUID, Fraction]:
    """student → the mean of his running averages over disciplines, of the term under way on the day, of a year the last that had begun; they are

    no results.
    """
    begun = [one for one in asked.calendar if one.key in asked.period.terms and one.starts <= asked.day]
    if asked.period.until < asked.day or not begun:
        return {}
    until, groups = (asked.day if asked.day < actor.today else None), {one.group for one in students}
    changed = cells_then(actor.college_id, groups, asked.day, moment_of(actor, asked))
    found = running_averages(actor.college_id, [one.id for one in students], UUID(begun[-1].key), until, changed)
    return {student: sum(own.values(), Fraction(0)) / len(own) for student, own in found.items() if own}


def _mean(values: Sequence[str]) -> Cell:
    return rounded(mean_mark(values), 2)


def _whole(actor: PersonActor, found: Progress) -> Table:
    rows = [figure_cells(found.figures(group.id), rounding_of(actor)) for group in found.groups]
    return Table("Показатели группы", figures(FIGURES, 11), rows)


def _categories(students: Sequence[Listed], results: Mapping[UUID, list[Got]]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    named = [
        (title, [one.name for one in students if standing(results[one.id]) is which]) for which, title in CATEGORIES
    ]
    named += [(title, [one.name for one in students if reserve(results[one.id]) == which]) for which, title in RESERVES]
    rows += [(title, len(people), ", ".join(people)) for title, people in named if people]
    columns = (
        Column("category", "Категория", width=24), Column("count", "Сколько", Kind.NUMBER, 9),
        Column("students", "Кто", width=90),
    )  # fmt: skip
    return Table("Категории студентов", columns, rows)


def _weak(students: Sequence[Listed], found: Progress, names: dict[str, str]) -> Table:
    rows: list[tuple[Cell, ...]] = []
    for one in students:
        unfit = sorted(
            names.get(key, "") + (f" ({row.form or PROJECT})" if project else "")
            for (key, project), row in found.values.get(one.id, {}).items()
            if row.unfit
        )
        if unfit:
            rows.append((one.name, len(unfit), ", ".join(unfit)))
    columns = (
        Column("student", "Студент", width=28), Column("count", "Долгов", Kind.NUMBER, 8),
        Column("disciplines", "По каким дисциплинам", width=86),
    )  # fmt: skip
    return Table("Неуспевающие", columns, rows)


def _moves(actor: PersonActor, group: UUID | None, asked: Asked) -> Table:
    found = moves(actor.college_id, group, asked.period.since, asked.until) if group else []
    rows: list[tuple[Cell, ...]] = [
        (one.day, one.name, "прибыл" if one.came else "выбыл", one.order, one.note) for one in found
    ]
    columns = (
        Column("day", "Дата", Kind.DATE, 11), Column("student", "Студент", width=34), Column("what", "Что", width=9),
        Column("order", "Приказ", width=18), Column("note", "Примечание", width=40),
    )  # fmt: skip
    return Table("Изменения в списке", columns, rows)


def _families(actor: PersonActor, students: Sequence[Listed], asked: Asked) -> Table:
    found = families(actor.college_id, [one.id for one in students], asked.period.since, asked.until)
    rows: list[tuple[Cell, ...]] = [
        ("Студентов, у которых родители могут войти в журнал", f"{found.with_access} из {len(students)}"),
        ("Родители сообщили о пропусках", str(found.told)), ("из них причина принята", str(found.accepted)),
        ("из них отклонено", str(found.rejected)), *((words, "") for words in BY_HAND),
    ]  # fmt: skip
    columns = (Column("what", "Что", width=60), Column("value", "Сколько", width=60))
    notes = (BLANK, *((FAMILIES_NOW,) if asked.until < actor.today else ()))
    return Table("Работа с родителями", columns, rows, notes)


REPORTS = (
    Report(
        "leader", "Отчёт куратора", "Успеваемость, категории, пропуски, изменения в списке, работа с родителями", Shelf.GROUP,
        GROUPS, (Span.TERM, Span.YEAR), leader, (Ask.GROUP, Ask.DAY), frozenset({Ask.GROUP}),
    ),
)  # fmt: skip
