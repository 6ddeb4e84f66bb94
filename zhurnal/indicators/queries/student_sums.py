"""Sums by student of some journals of one group. One statement each, besides the lists."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from uuid import UUID

from django.db.models import Q

from zhurnal.assessment.rules.indicators import on_list
from zhurnal.indicators.lists import read_lists
from zhurnal.indicators.queries.overlay import Overlay
from zhurnal.indicators.queries.summing import HELD, rows_of
from zhurnal.indicators.rules.periods import Days
from zhurnal.journal.models import Entry, Work
from zhurnal.journal.rules.signs import ABSENCES, MARKS
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


def planned_of(college_id: UUID, journals: Sequence[UUID], days: Days, overlay: Overlay) -> dict[UUID, int]:
    """student → hours of the lessons of these days on whose list he was (A6.10)."""
    lists = read_lists(college_id, Q(pk__in=journals))
    stays = {course: lists.stays(course) for course in lists.places}
    found: dict[UUID, int] = defaultdict(int)
    for row in rows_of(college_id, journals, days, overlay):
        if row.standing in HELD:
            for student, spans in stays[row.course].items():
                if on_list(spans, row.date):
                    found[student] += row.hours
    return found


def marks_of(college_id: UUID, journals: Sequence[UUID], days: Days) -> dict[UUID, Counter[str]]:
    """student → lesson marks of these days by value, of works that stand."""
    wanted = [uid(journal) for journal in journals]
    rows = fetch_all(
        f"""
        SELECT e.student_id, e.value, COUNT(*)
          FROM {table(Lesson)} l
          JOIN {table(Entry)} e ON e.college_id = l.college_id AND e.course_id = l.course_id AND e.lesson_id = l.id
          JOIN {table(Work)} w ON w.college_id = e.college_id AND w.lesson_id = e.lesson_id AND w.slot = ABS(e.slot)
         WHERE l.college_id = %s AND l.course_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s
           AND l.state <> %s AND e.slot <> 0 AND e.value IN ({marks_for(MARKS)}) AND NOT w.removed
         GROUP BY e.student_id, e.value
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted, days.since, days.until, State.CANCELLED, *MARKS],
    )
    found: dict[UUID, Counter[str]] = defaultdict(Counter)
    for student, value, number in rows:
        found[uuids(student)][value] += int(number)
    return found


def missed_of(college_id: UUID, course: UUID, days: Days) -> dict[UUID, int]:
    """student → hours missed in one journal in these days."""
    rows = fetch_all(
        f"""
        SELECT e.student_id, SUM(l.hours)
          FROM {table(Lesson)} l
          JOIN {table(Entry)} e ON e.college_id = l.college_id AND e.course_id = l.course_id AND e.lesson_id = l.id
         WHERE l.college_id = %s AND l.course_id = %s AND l.date >= %s AND l.date <= %s AND l.state <> %s
           AND e.slot = 0 AND e.value IN ({marks_for(ABSENCES)})
         GROUP BY e.student_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), uid(course), days.since, days.until, State.CANCELLED, *ABSENCES],
    )
    return {uuids(student): int(hours) for student, hours in rows}
