"""Pages about care for the group: листок здоровья, briefings on safety with signatures, the leader's hours (A1.12, A1.13).

What the journal knows stands printed, what only a hand may write (signatures, health) is ruled and left empty.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course, Group
from zhurnal.journal.rules import signs
from zhurnal.kernel.dates import full
from zhurnal.modules.models import PracticeDay
from zhurnal.people.rules.names import short_name
from zhurnal.printing.queries.rows import PaperLesson, Rows
from zhurnal.printing.queries.spreads import Desk
from zhurnal.printing.queries.tables import CENTRE, Head, Ruled, numbered
from zhurnal.printing.rules import words
from zhurnal.printing.rules.care import is_briefing, is_leaders_hour
from zhurnal.printing.rules.selection import PART_WORDS, Part

SIGNED_AT_ONCE = 9  # briefings on one sheet of signatures
FEWEST_EMPTY, LINES = 4, 16
ABSENT_NAMED = 6
HEALTH_NOTE = (
    "Группу здоровья и рекомендации врача журнал на бумагу не выводит: это особые сведения (ст. 10 закона № 152-ФЗ). Листок заполняет "
    "медицинский работник, читают его те, кто ведёт занятия."
)
HAND_NOTE = (
    "Строки о занятиях взяты из журнала: тема со словом «инструктаж». Остальные вписывает тот, кто провёл инструктаж."
)


@dataclass(frozen=True, slots=True)
class _Briefing:
    """A briefing that was held: ``absent`` and ``listed`` students by 32 hexadecimal digits."""

    day: date
    title: str
    topic: str
    teacher: str
    listed: frozenset[str]
    absent: frozenset[str]


def _listed(rows: Rows, day: date) -> dict[str, tuple[int, str]]:
    """Who is in the group on the day: number and name by id."""
    found = {}
    for row in rows.stays:
        if row.entered <= day and (row.left is None or row.left > day):
            name = words.surname_first(row.surname, row.given, row.patronymic)
            found[row.id.hex] = rows.numbers[row.id.hex], name
    return found


def health_page(rows: Rows, group: Group, desk: Desk, leader: str) -> dict[str, Any]:
    """Those on the list, and room for what the doctor says. ``leader``: how the group's leader signs."""
    people = sorted(_listed(rows, min(desk.today, group.year.ends)).values())
    lines = [[str(number), name, "", "", "", ""] for number, name in people]
    heads = (
        Head("№", 9, CENTRE), Head("Фамилия и инициалы", 56), Head("Группа здоровья", 26, CENTRE),
        Head("Группа по физической культуре", 40, CENTRE), Head("Рекомендации врача"), Head("Дата, подпись врача", 42),
    )  # fmt: skip
    title = PART_WORDS[Part.HEALTH]
    height = max(4.3, min(6.05, 150 / max(len(lines), 1)))
    return Ruled(
        title, heads, lines, notes=(HEALTH_NOTE,), signs=(("Медицинский работник", ""), (leader, "")),
        size=9, height=height, entry=title,
    ).section  # fmt: skip


def briefing_pages(rows: Rows, group: Group, courses: Sequence[Course], desk: Desk, *, practice: bool) -> list[dict[str, Any]]:  # fmt: skip
    """Who was instructed, when, in what, by whom; then sheets for signatures. One statement where ``practice`` is asked for."""
    found = [*_of_lessons(rows, courses, desk), *(_of_practice(rows, group, desk) if practice else ())]
    found.sort(key=lambda one: (one.day, one.title))
    lines = numbered([full(one.day), one.title, one.topic, one.teacher, ""] for one in found)
    heads = (
        Head("№", 9, CENTRE), Head("Дата", 22, CENTRE), Head("Дисциплина, практика", 62), Head("Вид и содержание инструктажа"),
        Head("Кто провёл", 40), Head("Подпись", 30),
    )  # fmt: skip
    title = PART_WORDS[Part.SAFETY]
    blank = [[""] * len(heads)] * max(FEWEST_EMPTY, LINES - 2 * len(lines))
    first = Ruled(title, heads, [*lines, *blank], notes=(HAND_NOTE,), size=9, entry=title, empty=8).section
    told = list(enumerate(found, 1))
    sheets = [told[start : start + SIGNED_AT_ONCE] for start in range(0, max(len(told), 1), SIGNED_AT_ONCE)]
    return [first, *(_signatures(rows, group, desk, some) for some in sheets)]


def _of_lessons(rows: Rows, courses: Sequence[Course], desk: Desk) -> Iterable[_Briefing]:
    for course in courses:
        title = f"{course.discipline.index} {course.discipline.name}".strip()
        for lesson in rows.lessons.get(course.pk, ()):
            if is_briefing(lesson.topic) and desk.selection.holds(lesson.date):
                here, absent = _roll(rows, course, lesson)
                yield _Briefing(lesson.date, title, lesson.topic, lesson.teacher, here, absent)


def _roll(rows: Rows, course: Course, lesson: PaperLesson) -> tuple[frozenset[str], frozenset[str]]:
    """Who was on the list at the lesson, and who of them was marked absent."""
    day, cells = lesson.date, rows.cells.get(course.pk, {})
    listed = frozenset(
        row.id.hex for row in rows.listed(course) if row.entered <= day and (row.left is None or row.left > day)
    )
    absent = {one for one in listed if cells.get((lesson.id, one), {}).get(0, "") in signs.ABSENCES}
    return listed, frozenset(absent)


def _of_practice(rows: Rows, group: Group, desk: Desk) -> list[_Briefing]:
    """Days of practice whose work was a briefing. One statement."""
    days = PracticeDay.objects.of(group.college_id).filter(page__group=group.pk, date__lte=desk.today)
    days = days.filter(work__contains="нструктаж").order_by("date", "page", "student")
    leader = [f"{who}__{name}" for who in ("led_by", "written_by") for name in ("surname", "given", "patronymic")]
    found: dict[tuple[UUID, date, str], tuple[str, str, set[str], set[str]]] = {}
    columns = ("page_id", "date", "work", "page__discipline__index", "page__discipline__name", "student_id", "hours")
    for page, day, work, index, name, student, hours, *who in days.values_list(*columns, *leader):
        if not is_briefing(work) or not desk.selection.holds(day):
            continue
        teacher = short_name(*(who[:3] if who[0] else who[3:])) if who[0] or who[3] else ""
        place = found.setdefault((page, day, work), (f"{index} {name}".strip(), teacher, set(), set()))
        place[2].add(student.hex)
        if not hours:
            place[3].add(student.hex)
    return [
        _Briefing(day, title, work, teacher, frozenset(listed), frozenset(absent))
        for (_page, day, work), (title, teacher, listed, absent) in found.items()
    ]


def _signatures(rows: Rows, group: Group, desk: Desk, some: Sequence[tuple[int, _Briefing]]) -> dict[str, Any]:
    """A sheet of signatures: «н» who was absent, a dash who was not on the list; the rest sign."""
    days = [one.day for _number, one in some] or [min(desk.today, group.year.ends)]
    people = {pk: said for day in days for pk, said in _listed(rows, day).items()}
    lines = [
        [str(number), name, *(_place(pk, one) for _number, one in some), *[""] * (SIGNED_AT_ONCE - len(some))]
        for pk, (number, name) in sorted(people.items(), key=lambda item: item[1])
    ]
    heads = (
        Head("№", 9, CENTRE), Head("Фамилия и инициалы", 48),
        *(Head(f"№ {number}, {one.day:%d.%m}", 0, CENTRE) for number, one in some),
        *[Head("", 0, CENTRE)] * (SIGNED_AT_ONCE - len(some)),
    )  # fmt: skip
    height = max(4.3, min(6.05, 150 / max(len(lines), 1)))
    notes = ("Номера — из списка инструктажей; «н» — отсутствовал, прочерк — в тот день не был в списке.",)
    return Ruled("Подписи об инструктаже", heads, lines, notes=notes, size=8.5, height=height).section


def _place(student: str, one: _Briefing) -> str:
    if student in one.absent:
        return "н"
    return "" if student in one.listed else "—"


def leader_page(rows: Rows, courses: Sequence[Course], desk: Desk) -> dict[str, Any]:
    """Hours of the leader: day, subject, who was there; then lines for the hand."""
    held = sorted(
        (
            (lesson, course)
            for course in courses
            if is_leaders_hour(course.discipline.name)
            for lesson in rows.lessons.get(course.pk, ())
            if desk.selection.holds(lesson.date)
        ),
        key=lambda one: (one[0].date, one[0].pair),
    )
    lines = numbered(_hour(rows, course, lesson) for lesson, course in held)
    heads = (
        Head("№", 9, CENTRE), Head("Дата", 22, CENTRE), Head("Занятие", 44), Head("Тема"), Head("Присутствовало", 24, CENTRE),
        Head("Отсутствовали", 62), Head("Провёл, подпись", 36),
    )  # fmt: skip
    title = PART_WORDS[Part.LEADER]
    blank = [[""] * len(heads)] * max(FEWEST_EMPTY, LINES - 2 * len(lines))
    return Ruled(title, heads, [*lines, *blank], size=8.5, entry=title, empty=8).section


def _hour(rows: Rows, course: Course, lesson: PaperLesson) -> list[str]:
    listed, absent = _roll(rows, course, lesson)
    names = [
        name
        for pk, (_number, name) in sorted(_listed(rows, lesson.date).items(), key=lambda one: one[1])
        if pk in absent
    ]
    more = f" и ещё {len(names) - ABSENT_NAMED}" if len(names) > ABSENT_NAMED else ""
    missing = ", ".join(names[:ABSENT_NAMED]) + more
    present = str(len(listed) - len(absent)) if lesson.called else ""
    return [
        full(lesson.date), course.discipline.name, lesson.topic, present, missing if lesson.called else "", lesson.teacher,
    ]  # fmt: skip
