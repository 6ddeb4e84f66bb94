"""The place of a remark as a piece of the journal: a few lessons and students around it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from zhurnal.curriculum.models import Course
from zhurnal.inspection.models import Remark
from zhurnal.inspection.policy import PAGE
from zhurnal.journal.queries import course_rows
from zhurnal.journal.queries.shapes import LessonRow, ListedStudent
from zhurnal.journal.rules import places
from zhurnal.kernel import policy, together
from zhurnal.kernel.dates import day_month
from zhurnal.kernel.sql import uid
from zhurnal.people.actor import PersonActor

LESSONS, STUDENTS = 4, 2  # on each side


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a lesson; ``first``: it begins the lesson, which is ``width`` columns wide."""

    day: date
    short: str
    first: bool
    width: int
    here: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A sign; ``marked``: the remark means it."""

    value: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of the journal with the topic and homework of the lesson."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[int, str, tuple[Cell, ...]], ...]
    topic: str
    homework: str
    cancelled: bool

    @property
    def span(self) -> str:
        """«с 6 по 24 ноября»."""
        if not self.columns:
            return ""
        first, last = self.columns[0].day, self.columns[-1].day
        if first == last:
            return day_month(first)
        return f"с {first.day if first.month == last.month else day_month(first)} по {day_month(last)}"


def load_excerpt(actor: PersonActor, course: Course, remark: Remark) -> Excerpt | None:
    """What stands around the remark's lesson; None for a remark about the whole page. One message.

    Whoever may not read the page (a substitute of one lesson, a teacher of the past) sees the remark's lesson alone.
    """
    if remark.lesson_id is None:
        return None
    own, term = actor.college_id, course.term
    members, ranges, lessons, works, cells = together.ask(
        *course_rows.listing_students(own, course, term.ends),
        course_rows.listing_lessons(own, course=course.pk),
        course_rows.listing_works(own, None, course.pk),
        course_rows.listing_cells(own, course.pk),
    )
    course_rows.put_works(lessons, works)
    place = next((at for at, row in enumerate(lessons) if row.id == remark.lesson_id), None)
    if place is None:
        return None
    around = LESSONS if policy.can(actor, PAGE, course) else 0  # who led this lesson only sees no other
    shown = lessons[max(place - around, 0) : place + around + 1]
    students = course_rows.listed(course, term.starts, term.ends, members, ranges)
    values = {(row[0], row[1], row[2]): row[3] for row in cells}
    return _assemble(remark, shown, _around(students, remark), values)


def _around(students: list[ListedStudent], remark: Remark) -> list[tuple[int, ListedStudent]]:
    numbered = list(enumerate(students, 1))
    at = next((place for place, (_number, row) in enumerate(numbered) if row.id == remark.student_id), STUDENTS)
    return numbered[max(at - STUDENTS, 0) : at + STUDENTS + 1]


def _assemble(
    remark: Remark, lessons: list[LessonRow], students: list[tuple[int, ListedStudent]], values: dict[Any, str]
) -> Excerpt:
    slots = [(lesson, slot, short) for lesson in lessons for slot, short in _columns(lesson)]
    columns = tuple(
        Column(
            lesson.date,
            short,
            slot == _columns(lesson)[0][0],
            len(_columns(lesson)),
            here=lesson.id == remark.lesson_id,
        )
        for lesson, slot, short in slots
    )
    rows = tuple(
        (number, student.name, tuple(_cell(remark, lesson, slot, student, values) for lesson, slot, _short in slots))
        for number, student in students
    )
    here = next(lesson for lesson in lessons if lesson.id == remark.lesson_id)
    return Excerpt(columns, rows, here.topic, here.homework, here.cancelled)


def _columns(lesson: LessonRow) -> list[tuple[int, str]]:
    return [(work.slot, work.short) for work in lesson.works] or [(0, "")]


def _cell(remark: Remark, lesson: LessonRow, slot: int, student: ListedStudent, values: dict[Any, str]) -> Cell:
    who, where = uid(student.id), uid(lesson.id)
    value = values.get((who, where, slot)) or values.get((who, where, 0), "") if student.listed_on(lesson.date) else ""
    named = bool(remark.places) and remark.lesson_id == lesson.id
    marked = named and any(
        places.covers(remark.places, places.cell(student.id.hex, one))
        for one in {slot, 0 if not lesson.works else slot}
    )
    return Cell(value, marked)
