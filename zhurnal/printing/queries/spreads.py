"""The spreads of one page of the journal: marks left, topics of the same lessons right (A1.6, A1.7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Any
from uuid import UUID

from zhurnal.assessment.rules.levels import SHORT_WORDS, Level, head_of
from zhurnal.assessment.rules.values import printed
from zhurnal.curriculum.models import Course
from zhurnal.curriculum.rules import corrections
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.attendance import shown_sign
from zhurnal.journal.rules.corrections import value_words
from zhurnal.kernel.dates import short
from zhurnal.printing.queries.rows import PaperLesson, Rows
from zhurnal.printing.rules import left as marks
from zhurnal.printing.rules import paging, words
from zhurnal.printing.rules.selection import Selection

HEADS = (
    "Дата", "Кол-во часов", "№ зан.", "Содержание занятия, № лабораторной и практической работы", "Домашнее задание",
    "Подпись преподавателя",
)  # fmt: skip
WORKS_PART = " · лабораторные, практические, контрольные работы"
SIGNED = "Подпись — простая электронная: запись внесена под личным входом преподавателя."
MOST_TOLD = 5  # corrections in words below the marks; all of them stand on their own page
UNEXCUSED = signs.ABSENT + signs.ExcuseKind.UNEXCUSED


@dataclass(frozen=True, slots=True)
class Checker:
    """Who checks a journal: «заместитель директора по УР», «М. В. Терехова»."""

    post: str
    name: str


@dataclass(frozen=True, slots=True)
class Desk:
    """What all pages of a document share."""

    college: UUID
    zone: tzinfo
    today: date
    checkers: dict[str, Checker]
    selection: Selection


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the journal on its way to paper. ``numbers``: of lessons, by id; ``works``: only works that everybody does."""

    course: Course
    rows: Rows
    desk: Desk
    students: Sequence[marks.PaperStudent]
    numbers: dict[str, int]
    works: bool


def course_spreads(desk: Desk, rows: Rows, course: Course, *, works: bool = False) -> list[dict[str, Any]]:
    """The sections of a course; ``works``: the page of laboratory, practical and control works. One empty spread when nothing was held."""
    lessons = rows.lessons.get(course.pk, [])
    numbers = {lesson.id: place for place, lesson in enumerate(lessons, 1)}
    page = _Page(course, rows, desk, paper_students(rows, course), numbers, works)
    taken = [lesson for lesson in lessons if desk.selection.holds(lesson.date)]
    if works:
        taken = [lesson for lesson in taken if any(work[4] for work in lesson.works)]
        if not taken:
            return []
    sizes = [paging.Taken(len(_slots(page, one)), _height(one), (one.date.year, one.date.month)) for one in taken]
    parts = paging.spreads(sizes) or [(0, 0)]
    return [
        _spread(page, taken[first:last], students, final=last == len(taken), before=taken[:first])
        for first, last in parts
        for students in _portions(page.students)
    ]


def paper_students(rows: Rows, course: Course) -> list[marks.PaperStudent]:
    """The lines of a course's list, each student once, numbered as in the whole journal (A1.5)."""
    found: dict[str, marks.PaperStudent] = {}
    bounds = {(row.id, day) for row in rows.stays for day in (row.entered, row.left)}
    for row in rows.listed(course):
        name = words.surname_first(row.surname, row.given, row.patronymic)
        line = found.setdefault(row.id.hex, marks.PaperStudent(row.id.hex, rows.numbers[row.id.hex], name))
        inside = (row.id, row.entered) not in bounds, (row.id, row.left) not in bounds
        line.stays.append(marks.Stay(row.entered, row.left, row.order_in, row.order_out, row.note, *inside))
    return list(found.values())


def _portions(students: Sequence[marks.PaperStudent]) -> list[Sequence[marks.PaperStudent]]:
    step = paging.MOST_STUDENTS
    return [students[first : first + step] for first in range(0, max(len(students), 1), step)]


def _slots(page: _Page, lesson: PaperLesson) -> tuple[int, ...]:
    slots = tuple(work[0] for work in lesson.works if work[4] or not page.works)
    return slots or (1,)


def _height(lesson: PaperLesson) -> float:
    return paging.height_of(lesson.topic, lesson.homework)


def _spread(
    page: _Page, lessons: list[PaperLesson], students: Sequence[marks.PaperStudent], *, final: bool, before: list[PaperLesson]
) -> dict[str, Any]:  # fmt: skip
    left = _left(page, lessons, students, final=final and not page.works)
    right = _right(page, lessons, before)
    record = _record(page, lessons, students, final=final and not page.works)
    return {"kind": "spread", "sum": words.check_sum(record), "left": left, "right": right}


def _record(
    page: _Page, lessons: list[PaperLesson], students: Sequence[marks.PaperStudent], *, final: bool
) -> list[Any]:
    """What is recorded on a spread, by ids: its sum holds when a name or the layout changes, and when it is looked through."""
    course, rows, listed = page.course, page.rows, {one.id for one in students}
    cells = rows.cells.get(course.pk, {})
    results = rows.results.get((course.discipline_id, course.term_id), ()) if final else ()
    signed = {lesson.id: rows.signed[lesson.id] for lesson in lessons if lesson.id in rows.signed}
    return [
        [course.pk.hex, page.works],
        [[one.id, one.date.isoformat(), one.hours, one.topic, one.homework, one.works] for one in lessons],
        [
            [lesson.id, who, cells[lesson.id, who]]
            for lesson in lessons
            for who in sorted(listed)
            if (lesson.id, who) in cells
        ],
        sorted([key, told.author, told.at.isoformat()] for key, told in signed.items()),
        sorted(list(one) for one in results if one[0] in listed),
    ]


def _left(
    page: _Page, lessons: list[PaperLesson], students: Sequence[marks.PaperStudent], *, final: bool
) -> dict[str, Any]:
    course = page.course
    columns = [
        marks.Column(
            one.id, one.date, slots := _slots(page, one),
            tuple(next((work[1] for work in one.works if work[0] == slot), "") for slot in slots),
        )
        for one in lessons
    ]  # fmt: skip
    cells = page.rows.cells.get(course.pk, {})
    shown = columns or [marks.Column("", page.desk.today, (1,), ("",))]
    heads, results = _results(page) if final else ([], {})
    label = "Наименование дисциплины" if course.kind == JournalKind.THEORY else "Наименование МДК, практики"
    title = f"{course.discipline.index} {course.discipline.name}".strip()
    part = (f", {course.subgroup.name}" if course.subgroup else "") + (WORKS_PART if page.works else "")
    legend, told = _legend(page, lessons), _corrections(page, lessons, students)
    full = f"{label} {title}{part}"
    most = next((n for n in range(MOST_TOLD, 0, -1) if paging.fits(len(students), [legend, *_told(told, n)], full)), 0)
    return marks.finished({
        "label": label, "title": title, "part": part, "named": "Фамилия и инициалы", "last": "Вид работы",
        "width": 42, "after_width": 10.5,
        "columns": sum(len(column.slots) for column in shown),
        "months": marks.months(shown) if columns else [["", 1]],
        "days": marks.days(shown) if columns else [["", 1]],
        "kinds": [letters for column in shown for letters in column.kinds],
        "after": ["Пропу-щено, ч", "в т. ч. неуваж.", *heads],
        "rows": [
            {
                "number": str(student.number), "name": student.name,
                "cells": marks.student_cells(student, columns, lambda lesson, one: cells.get((lesson, one), {})) or [""],
                "after": [*_missed(page, student, lessons), *(results.get(student.id, {}).get(head, "") for head in heads)],
            }
            for student in students
        ],
        "notes": [legend, *_told(told, most)],
    })  # fmt: skip


def _missed(page: _Page, student: marks.PaperStudent, lessons: list[PaperLesson]) -> tuple[str, str]:
    """Hours missed in these lessons, and those of them without a valid cause."""
    cells, causes = page.rows.cells.get(page.course.pk, {}), page.rows.excuses.get(student.id, ())
    total = unexcused = 0
    for lesson in lessons:
        value = cells.get((lesson.id, student.id), {}).get(0, "")
        if signs.is_absence(value):
            total += lesson.hours
            if shown_sign(value, lesson.date, causes) == UNEXCUSED:
                unexcused += lesson.hours
    return str(total or ""), str(unexcused or "")


def _results(page: _Page) -> tuple[list[str], dict[str, dict[str, str]]]:
    """(heads, student → head → value) of what came of the term; the mark of the term always has its column."""
    term = f"{page.course.term.number} {SHORT_WORDS[Level.TERM]}"
    found: dict[str, dict[str, str]] = {}
    known = {term: 0}
    order = list(SHORT_WORDS)
    for student, level, form, value in page.rows.results.get((page.course.discipline_id, page.course.term_id), ()):
        head = term if level == Level.TERM else head_of(Level(level), form)
        known.setdefault(head, order.index(Level(level)))
        found.setdefault(student, {})[head] = printed(value)
    return sorted(known, key=lambda head: known[head]), found


def _legend(page: _Page, lessons: list[PaperLesson]) -> str:
    kinds = {work[1]: work[2] for one in lessons for work in one.works if work[4] or not page.works}
    said = "; ".join(f"{letters} — {name}" for letters, name in sorted(kinds.items()))
    return "Условные обозначения: " + words.joined(("н — отсутствовал", said), "; ") + "."


def _corrections(page: _Page, lessons: list[PaperLesson], students: Sequence[marks.PaperStudent]) -> list[str]:
    names, by_id = {one.id: one.name for one in students}, {one.id: one for one in lessons}
    said = []
    for told in page.rows.corrections:
        if told.chain != page.course.pk or not told.target.startswith("cell:"):
            continue
        _kind, lesson, student, slot = told.target.split(":")
        at = told.at.astimezone(page.desk.zone).date()
        # Who came late, while the lesson went on, is no correction.
        calling = slot == "0" and lesson in by_id and at == by_id[lesson].date
        if lesson in by_id and student in names and not calling:
            letters = next((w[1] for w in by_id[lesson].works if w[0] == abs(int(slot))), "")
            who = words.joined((names[student], short(by_id[lesson].date), letters))
            before, after = value_words(told.before), value_words(told.after)
            said.append(words.correction(who, before, after, told.author, at))
    return said


def _told(said: list[str], most: int) -> list[str]:
    """The note that tells so many of the corrections, and how many more there are."""
    rest = len(said) - most
    more = [f"{'и ещё ' if most else ''}{rest}, все — на странице «Исправления»"] if rest > 0 else []
    return ["Исправления: " + "; ".join([*said[:most], *more]) + "."] if said else []


def _right(page: _Page, lessons: list[PaperLesson], before: list[PaperLesson]) -> dict[str, Any]:
    course, teachers = page.course, page.rows.teachers.get(page.course.pk, [])
    lines = [_line(page, lesson) for lesson in lessons]
    notes = _notes(page, lessons, lines)
    hours = sum(lesson.hours for lesson in lessons if lesson.topic)
    since = hours + sum(lesson.hours for lesson in before if lesson.topic)
    checker = page.desk.checkers.get(course.kind, Checker("заместитель директора по УР", ""))
    by_order = page.rows.by_order.get(course.pk, 0)
    plan = f"{course.hours_planned + by_order} ч" + (f", поправка {corrections.signed(by_order)}" if by_order else "")
    total = f"Итого на странице {hours} ч" + ("" if page.works else f", с начала семестра {since} ч")
    return {
        "who": "Преподаватель" if len(teachers) < 2 else "Преподаватели", "teacher": ", ".join(teachers),
        "plan": ["По учебному плану: ", f"{course.term.number} семестр", plan],
        "heads": HEADS, "rows": lines, "hours": str(hours or ""), "total": total,
        "padding": round(paging.row_padding([_height(lesson) for lesson in lessons], ("".join(one) for one in notes)), 3),
        "notes": notes, "checks": checker.post, "checker": checker.name,
        "viewed": _viewed(page, lessons),
    }  # fmt: skip


def _viewed(page: _Page, lessons: list[PaperLesson]) -> str:
    """«М. В. Терехова, 20.11.2026» who looked through all that stands on the page; "" when nobody has."""
    for until, name, at in page.rows.visas.get(page.course.pk, ()):
        if lessons and until >= lessons[-1].date:
            return f"{name}, {at.astimezone(page.desk.zone):%d.%m.%Y}"
    return ""


def _line(page: _Page, lesson: PaperLesson) -> list[Any]:
    """[date, hours, number, content, homework, signature, days late]; None is not recorded."""
    signed = page.rows.signed.get(lesson.id)
    late, signature = "", ""
    if signed:
        at = signed.at.astimezone(page.desk.zone).date()
        late = f"+{(at - lesson.date).days}" if at > lesson.date else ""
        signature = f"{words.surname_of(signed.author)}, {at:%d.%m}"
    if page.works:
        titles = "; ".join(words.joined((work[2], work[3]), " ") for work in lesson.works if work[4])
        told = titles.casefold() in lesson.topic.casefold()
        content: str | None = lesson.topic if told else words.joined((titles, lesson.topic), ": ")
    else:
        content = lesson.topic or None
    number = str(page.numbers[lesson.id])
    return [f"{lesson.date:%d.%m}", str(lesson.hours), number, content, lesson.homework or None, signature, late]


def _notes(page: _Page, lessons: list[PaperLesson], lines: list[list[Any]]) -> list[list[str]]:
    """Notes below the topics: [words before, raised, words after]."""
    late = next((line[6] for line in lines if line[6]), "")
    days = "внесено через столько дней после занятия." if late else ""
    notes = [[f"{SIGNED} ", late, f" — {days}"] if late else [SIGNED, "", ""]]
    stood = [
        f"{short(one.date)} — {one.teacher} (вместо {page.rows.instead[one.id][0]}: {page.rows.instead[one.id][2]})"
        for one in lessons
        if one.substituted and one.id in page.rows.instead
    ]
    return [*notes, *([["Замены: " + "; ".join(stood) + ".", "", ""]] if stood else [])]
