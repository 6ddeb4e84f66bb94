"""The rows of figures of some journals: as they should be, and as they were written."""

from datetime import date
from typing import Any
from uuid import UUID

from zhurnal.indicators.lists import Lists
from zhurnal.indicators.models import LessonFigures
from zhurnal.indicators.rules.standing import standing
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.rules.signs import ABSENCES, MARKS
from zhurnal.kernel.sql import day_of, fetch_all, marks_for, table, uid, uuids
from zhurnal.oversight.queries.ledger import COUNTED, marked_one_by_one
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

WRITTEN = (
    "course", "teacher", "date", "hours", "standing", "listed", "absent", "late", "fives", "fours", "threes", "twos",
)  # fmt: skip
NO_CELLS = (0, 0, 0, 0, 0)


def counted(college_id: UUID, courses: list[UUID], lists: Lists) -> dict[UUID, tuple[Any, ...]]:
    """lesson → its row as it should be, in the order of ``WRITTEN``. Four statements, a few more where attendance was marked one by one."""
    wanted = [uid(course) for course in courses]
    condition = f" AND l.course_id IN ({marks_for(wanted)})"
    one_by_one = {row.id for _course, row in marked_one_by_one(college_id, date.max, condition, wanted)}
    rows = fetch_all(
        f"""
        SELECT l.id, l.course_id, l.teacher_id, l.date, l.hours, l.state, CASE WHEN {COUNTED} THEN 1 ELSE 0 END,
               CASE WHEN COALESCE(j.late_entries, 0) > 0 THEN 1 ELSE 0 END
          FROM {table(Lesson)} l
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE l.college_id = %s{condition}
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted],
    )
    cells = _cells(college_id, wanted)
    found = {}
    for pk, course_id, teacher, on, hours, state, given, late in rows:
        lesson, course, day = uuids(pk), uuids(course_id), day_of(on)
        absent, *marks = cells.get(lesson, NO_CELLS)
        became = standing(
            given=bool(given) or lesson in one_by_one,
            cancelled=state == State.CANCELLED,
            away=lists.away(course, day),
        )
        found[lesson] = (
            course, uuids(teacher), day, hours, str(became), lists.size(course).on(day), absent, late, *marks,
        )  # fmt: skip
    return found


def _cells(college_id: UUID, courses: list[Any]) -> dict[UUID, list[int]]:
    """lesson → students absent, and how many 5, 4, 3, 2 for works that stand."""
    each = ", ".join("SUM(CASE WHEN e.slot <> 0 AND e.value = %s THEN 1 ELSE 0 END)" for _mark in MARKS)
    places, own, signs = marks_for(courses), uid(college_id), (*ABSENCES, *MARKS)
    rows = fetch_all(
        f"""
        SELECT e.lesson_id, SUM(CASE WHEN e.slot = 0 THEN 1 ELSE 0 END), {each}
          FROM {table(Entry)} e
         WHERE e.college_id = %s AND e.course_id IN ({places}) AND e.value IN ({marks_for(signs)})
         GROUP BY e.course_id, e.lesson_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [*MARKS, own, *courses, *signs],
    )
    found = {uuids(lesson): list(map(int, numbers)) for lesson, *numbers in rows}
    removed = fetch_all(
        f"""
        SELECT w.lesson_id, {each}
          FROM {table(Work)} w
          JOIN {table(Entry)} e ON e.college_id = w.college_id AND e.course_id = w.course_id AND e.lesson_id = w.lesson_id
               AND ABS(e.slot) = w.slot
         WHERE w.college_id = %s AND w.course_id IN ({places}) AND w.removed AND e.value IN ({marks_for(MARKS)})
         GROUP BY w.lesson_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [*MARKS, own, *courses, *MARKS],
    )
    for lesson, *numbers in removed:
        standing_ones = found[uuids(lesson)]
        for place, number in enumerate(numbers, 1):
            standing_ones[place] -= int(number)
    return found


def kept(college_id: UUID, courses: list[UUID]) -> dict[UUID, tuple[Any, ...]]:
    """lesson → its row as it was written, in the order of ``WRITTEN``."""
    columns = ", ".join(f"f.{name}" for name in WRITTEN)
    rows = fetch_all(
        f"SELECT f.lesson, {columns} FROM {table(LessonFigures)} f "  # noqa: S608  (our own table)
        f"WHERE f.college_id = %s AND f.course IN ({marks_for(courses)})",
        [uid(college_id), *map(uid, courses)],
    )
    return {
        uuids(lesson): (uuids(course), uuids(teacher), day_of(day), *rest)
        for lesson, course, teacher, day, *rest in rows
    }
