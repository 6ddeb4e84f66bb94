"""Every night: the figures of lessons are brought up to date, those of journals in which something has changed and no others."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zhurnal.indicators.counted import WRITTEN, counted, kept
from zhurnal.indicators.heads import heads_of
from zhurnal.indicators.lists import Lists, read_lists
from zhurnal.indicators.models import CourseCount, LessonFigures
from zhurnal.indicators.stale import moved_chains, moved_lessons, relisted, watched_terms
from zhurnal.kernel.sql import execute, insert, marks_for, table, uid
from zhurnal.organisation.models import College

PORTION = 300  # journals counted at once
ROWS = 1000  # written in one statement


def at_night(college: College, today: date) -> str:
    """Look at the journals of all years."""
    return f"показатели пересчитаны, журналов: {count(college.pk, today)}"


def count(college_id: UUID, today: date) -> int:
    """Store the figures of lessons; how many journals were counted anew. Done twice it does nothing more."""
    with transaction.atomic():
        _hold(college_id)
        heads = heads_of(college_id)
        journals, stale = moved_chains(college_id, heads)
        terms = watched_terms(college_id, today, whole=True)
        lists = read_lists(college_id, Q(term__in=terms))
        stale |= (moved_lessons(college_id, terms) | relisted(college_id, lists)) & journals
        found = sorted(stale)
        for start in range(0, len(found), PORTION):
            _store(college_id, found[start : start + PORTION], lists)
        marks = [
            CourseCount(college_id=college_id, course=course, seq=heads.of(course)[0], lists=lists.digest(course))
            for course in found
        ]
        marks.append(
            CourseCount(college_id=college_id, course=college_id, seq=heads.total, lists=heads.digest(journals))
        )
        insert(CourseCount, marks, ("college_id", "course"), ("seq", "lists"))
    return len(found)


def _hold(college_id: UUID) -> None:
    """One counts at a time: the college's row is held until the transaction ends."""
    row = CourseCount(college_id=college_id, course=college_id, seq=-1)
    insert(CourseCount, [row], ("college_id", "course"), ("course",))


def _store(college_id: UUID, courses: list[UUID], lists: Lists) -> None:
    """Write the rows of these journals that are not as they should be."""
    fresh, before = counted(college_id, courses, lists), kept(college_id, courses)
    changed = [
        LessonFigures(college_id=college_id, lesson=lesson, **dict(zip(WRITTEN, row, strict=True)))
        for lesson, row in fresh.items()
        if before.get(lesson) != row
    ]
    for start in range(0, len(changed), ROWS):
        insert(LessonFigures, changed[start : start + ROWS], ("college_id", "lesson"), WRITTEN)
    gone = [uid(lesson) for lesson in before if lesson not in fresh]
    if gone:
        execute(
            f"DELETE FROM {table(LessonFigures)} WHERE college_id = %s AND lesson IN ({marks_for(gone)})",  # noqa: S608
            [uid(college_id), *gone],
        )
