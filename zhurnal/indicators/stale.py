"""Which journals must be counted anew. Nothing is written here: the night stores what it counts, a reading keeps it in memory.

Every change in a college moves a chain of its record. A journal is counted anew when its own chain moved. When chains moved that are no
journal's (timetable, orders, lists), lessons and lists are compared with those that were counted: by the night of all years, by a
reading of terms that are not over for a month.
"""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course
from zhurnal.indicators.heads import Heads
from zhurnal.indicators.lists import Lists
from zhurnal.indicators.models import CourseCount, LessonFigures
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.timetable.models import Lesson

AFTERMATH = timedelta(days=30)


def watched_terms(college_id: UUID, today: date, *, whole: bool) -> list[UUID]:
    """Terms whose timetable and lists are compared."""
    terms = Term.objects.of(college_id)
    return list((terms if whole else terms.filter(ends__gte=today - AFTERMATH)).values_list("pk", flat=True))


def moved_chains(college_id: UUID, heads: Heads) -> tuple[set[UUID], set[UUID]]:
    """All journals; and those whose chain moved since they were counted (or never were). One statement."""
    rows = fetch_all(
        f"""
        SELECT c.id, m.seq
          FROM {table(Course)} c
          LEFT JOIN {table(CourseCount)} m ON m.college_id = c.college_id AND m.course = c.id
         WHERE c.college_id = %s
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id)],
    )
    known = {uuids(course): seq for course, seq in rows}
    return set(known), {course for course, seq in known.items() if seq != heads.of(course)[0]}


def moved_lessons(college_id: UUID, terms: Collection[UUID]) -> set[UUID]:
    """Journals of these terms whose lessons are not those that were counted: new, moved, given to another, cancelled, taken back."""
    own, of = uid(college_id), [uid(term) for term in terms]
    lesson, figures, places = table(Lesson), table(LessonFigures), marks_for(of)
    rows = fetch_all(
        f"""
        SELECT DISTINCT l.course_id FROM {lesson} l
          LEFT JOIN {figures} f ON f.college_id = l.college_id AND f.lesson = l.id
         WHERE l.college_id = %s AND l.term_id IN ({places})
           AND (f.lesson IS NULL OR f.date <> l.date OR f.hours <> l.hours OR f.teacher <> l.teacher_id OR f.course <> l.course_id
             OR (f.standing <> 'away' AND (l.state = 'cancelled') <> (f.standing = 'off')))
        UNION
        SELECT f.course FROM {figures} f
          JOIN {table(Course)} c ON c.college_id = f.college_id AND c.id = f.course
          LEFT JOIN {lesson} l ON l.college_id = f.college_id AND l.id = f.lesson
         WHERE f.college_id = %s AND c.term_id IN ({places}) AND l.id IS NULL
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *of, own, *of],
    )
    return {uuids(course) for (course,) in rows}


def relisted(college_id: UUID, lists: Lists) -> set[UUID]:
    """Journals whose list or days of practice are not those on which they were counted. One statement."""
    rows = CourseCount.objects.of(college_id).filter(course__in=list(lists.places)).values_list("course", "lists")
    return {course for course, was in rows if was != lists.digest(course)}
