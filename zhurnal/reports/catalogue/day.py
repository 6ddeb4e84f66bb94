"""Рапортичка of a group's day, and who of all groups is not here on a day (A6.1, A6.11, A9)."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from zhurnal.journal.rules.sign_words import sign_of
from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.oversight.rules.causes import KIND_WORDS
from zhurnal.people.actor import PersonActor
from zhurnal.reports.catalogue.report import Report, Shelf
from zhurnal.reports.catalogue.sheet import HEAD_SIGNS, told_on
from zhurnal.reports.policy import GROUPS
from zhurnal.reports.queries.absences import Absence, absences
from zhurnal.reports.queries.days import Attended, Held, attended
from zhurnal.reports.queries.groups import GroupFacts, groups_of
from zhurnal.reports.rules.asked import Ask, Asked
from zhurnal.reports.rules.periods import Span
from zhurnal.results.listed import lists_of

MARKS = (
    "«н» – не был (у – уважительная причина, б – болезнь, п – приказ), «–» – занятия нет, «?» – явку ещё не отметили."
)
WHOLE_DAY = "Весь день – пропущены все занятия дня, на которых студент должен был быть."
UNKNOWN = "не указана"


def day_sheet(actor: PersonActor, asked: Asked) -> Table:
    """One group: every student of the list, pair by pair."""
    groups = groups_of(actor, GROUPS, asked)
    day, ids = asked.period.since, [group.id for group in groups]
    lists = lists_of(actor.college_id, ids, day)
    held, lost = attended(actor.college_id, ids, day, day), _by_student(absences(actor.college_id, ids, day, day))
    pairs = sorted({lesson.pair for lessons in held.lessons.values() for lesson in lessons})
    rows: list[tuple[Cell, ...]] = []
    for number, one in enumerate(lists.students, 1):
        own, missed = held.of(one.group, one.id), lost.get(one.id, [])
        signs = {row.pair: row.sign for row in missed}
        cells = [_cell([lesson for lesson in own if lesson.pair == pair], signs.get(pair, "")) for pair in pairs]
        hours = sum(row.hours for row in missed)
        rows.append((number, one.name, *cells, hours or None, _whole(own, missed), _causes(missed)))
    if rows:
        rows.append(_total(rows, len(pairs)))
    columns = (
        Column("number", "№", Kind.NUMBER, 4), Column("student", "Студент", width=28),
        *(Column(f"p{pair}", f"{pair} пара", width=7) for pair in pairs),
        Column("hours", "Пропущено, ч", Kind.NUMBER, 10), Column("whole", "Весь день", width=9),
        Column("causes", "Причина", width=30),
    )  # fmt: skip
    name = groups[0].name if groups else ""
    return Table(
        f"Рапортичка {name}".strip(), columns, rows, (MARKS, WHOLE_DAY, *told_on(actor, asked)),
        (actor.college_name, f"Группа {name}, {asked.period.words}"), (actor.parameters.leader_signs,), landscape=False,
    )  # fmt: skip


def absent(actor: PersonActor, asked: Asked) -> Table:
    """Everybody in reach who missed anything that day."""
    groups = {group.id: group for group in groups_of(actor, GROUPS, asked)}
    day = asked.period.since
    lists = lists_of(actor.college_id, list(groups), day)
    held = attended(actor.college_id, groups, day, day)
    lost = _by_student(absences(actor.college_id, groups, day, day))
    rows: list[tuple[Cell, ...]] = []
    for one in sorted(lists.students, key=lambda student: _place(groups[student.group])):
        missed = lost.get(one.id, [])
        if missed:
            own, pairs = held.of(one.group, one.id), ", ".join(str(row.pair) for row in missed)
            group, hours = groups[one.group], sum(row.hours for row in missed)
            rows.append(
                (group.department_name, group.name, one.name, pairs, hours, _whole(own, missed), _causes(missed))
            )
    columns = (
        Column("department", "Отделение", width=22), Column("group", "Группа", width=9), Column("student", "Студент", width=28),
        Column("pairs", "Нет на парах", width=12), Column("hours", "Пропущено, ч", Kind.NUMBER, 10),
        Column("whole", "Весь день", width=9), Column("causes", "Причина", width=28),
    )  # fmt: skip
    return Table(
        "Кого нет", columns, rows, (_unmarked(held, groups), WHOLE_DAY, *told_on(actor, asked)),
        (actor.college_name, f"На {asked.period.words}"),
        (HEAD_SIGNS,), landscape=False,
    )  # fmt: skip


def _by_student(rows: Iterable[Absence]) -> dict[UUID, list[Absence]]:
    found: dict[UUID, list[Absence]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.pair):
        found[row.student].append(row)
    return found


def _place(group: GroupFacts) -> tuple[str, int, str]:
    return group.department_name, group.course, group.name


def _cell(lessons: list[Held], sign: str) -> str:
    if sign:
        known = sign_of(sign)
        return known.shown + known.raised
    if not lessons:
        return "–"
    return "" if all(lesson.called for lesson in lessons) else "?"


def _whole(own: list[Held], missed: list[Absence]) -> str:
    return "да" if own and {lesson.id.hex for lesson in own} <= {row.lesson for row in missed} else ""


def _causes(missed: list[Absence]) -> str:
    return ", ".join(dict.fromkeys(KIND_WORDS.get(row.sign[1:], UNKNOWN) for row in missed))


def _total(rows: list[tuple[Cell, ...]], pairs: int) -> Total:
    absent = [sum(1 for row in rows if str(row[2 + place]).startswith("н")) for place in range(pairs)]
    hours = sum(row[2 + pairs] or 0 for row in rows if isinstance(row[2 + pairs], int))  # type: ignore[misc]
    return Total((None, "Отсутствует", *(str(number or "") for number in absent), hours or None, "", ""))


def _unmarked(held: Attended, groups: dict[UUID, GroupFacts]) -> str:
    names = sorted(
        f"{groups[group].name} ({', '.join(str(one.pair) for one in lessons if not one.called)})"
        for group, lessons in held.lessons.items()
        if any(not one.called for one in lessons)
    )
    return (
        f"Явка ещё не отмечена (группа и пары): {', '.join(names)}." if names else "Явка отмечена на всех занятиях дня."
    )


REPORTS = (
    Report(
        "absent", "Кого нет сегодня", "Все группы: кто на каких парах отсутствует и почему", Shelf.DAY, GROUPS, (Span.DAY,),
        absent, (Ask.GROUP, Ask.DEPARTMENT),
    ),
    Report(
        "day-sheet", "Рапортичка дня", "Одна группа по парам", Shelf.DAY, GROUPS, (Span.DAY,), day_sheet, (Ask.GROUP,),
        frozenset({Ask.GROUP}),
    ),
)  # fmt: skip
