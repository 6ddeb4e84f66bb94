"""What is filled and what is missing, for many lessons at once: two statements, whatever their number.

The teacher's day, the list of journals and the control of filling all ask here, so they never disagree (1.7, A14.2).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.journal.models import Entry
from zhurnal.journal.queries.course_rows import listing_works, put_works
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.rules.signs import ABSENT
from zhurnal.journal.rules.squares import Column, Facts, Fill, is_begun, is_complete, squares
from zhurnal.kernel import together
from zhurnal.kernel.sql import marks_for, table, uid, uuids
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.timetable.models import Lesson

PORTION = 5000  # lessons in one statement: a college's month; both databases take so many parameters
_LISTED = -1000  # marks the rows that tell how many students were on the list


@dataclass(slots=True)
class Numbers:
    """What is counted of one lesson."""

    expected: int = 0
    attendance: int = 0
    absent: int = 0
    marks: dict[int, int] | None = None


def lesson_facts(college_id: UUID, lessons: list[LessonRow]) -> dict[UUID, Facts]:
    """lesson → what its four squares are drawn from; fills in ``works`` of the rows that have none yet."""
    found: dict[UUID, Facts] = {}
    for portion in _portions(lessons):
        bare = [lesson for lesson in portion if not lesson.works]
        works, numbers = together.ask(
            listing_works(college_id, [lesson.id for lesson in bare]) if bare else NOTHING,
            counting(college_id, [lesson.id for lesson in portion]),
        )
        put_works(bare, works)
        found |= facts_from(portion, numbers)
    return found


def facts_from(lessons: Iterable[LessonRow], numbers: dict[UUID, "Numbers"]) -> dict[UUID, Facts]:
    """lesson → facts, from the rows and what ``counting`` answered."""
    return {lesson.id: _facts(lesson, numbers.get(lesson.id, Numbers())) for lesson in lessons}


def square_of_day(facts: Facts, today: date) -> Fill:
    """One square for a whole lesson, as a strip of a week or a month shows it."""
    states = squares(facts, today)
    if facts.cancelled:
        return Fill.NOT_DUE
    if is_complete(states):
        return Fill.DONE
    if facts.date < today:
        return Fill.OVERDUE
    return Fill.BEGUN if is_begun(states) else Fill.NONE


def is_unfilled(facts: Facts, today: date) -> bool:
    """Whether something is missing in a lesson of an earlier day."""
    return facts.date < today and not is_complete(squares(facts, today))


def _portions(lessons: Iterable[LessonRow]) -> Iterator[list[LessonRow]]:
    rest = iter(lessons)
    while portion := list(islice(rest, PORTION)):
        yield portion


def _facts(lesson: LessonRow, numbers: Numbers) -> Facts:
    marks = numbers.marks or {}
    return Facts(
        date=lesson.date,
        topic=bool(lesson.topic),
        homework=bool(lesson.homework),
        roll_called=lesson.roll_called_at is not None,
        marked_attendance=numbers.attendance,
        expected=numbers.expected,
        absent=numbers.absent,
        columns=tuple(Column(marks.get(work.slot, 0), work.marks_everyone) for work in lesson.works),
        cancelled=lesson.cancelled,
    )


def counting(college_id: UUID, lessons: list[UUID]) -> Statement:
    """lesson → how many are on the list that day, are marked, are absent, have a mark in each slot."""
    own, wanted = uid(college_id), [uid(lesson) for lesson in lessons]
    places = marks_for(wanted)
    return Statement(
        f"""
        SELECT e.lesson_id, e.slot, COUNT(*), SUM(CASE WHEN e.value = %s THEN 1 ELSE 0 END)
          FROM {table(Entry)} e
         WHERE e.college_id = %s AND e.slot >= 0 AND e.value <> ''
           AND (e.course_id, e.lesson_id) IN (
                SELECT l.course_id, l.id FROM {table(Lesson)} l WHERE l.college_id = %s AND l.id IN ({places}))
         GROUP BY e.lesson_id, e.slot
        UNION ALL
        SELECT l.id, {_LISTED}, (
                SELECT COUNT(DISTINCT m.student_id) FROM {table(Membership)} m
                 WHERE m.college_id = c.college_id AND m.group_id = c.group_id
                   AND m.entered <= l.date AND (m."left" IS NULL OR m."left" > l.date)
                   AND (c.subgroup_id IS NULL OR {in_subgroup()})), 0
          FROM {table(Lesson)} l
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
         WHERE l.college_id = %s AND l.id IN ({places})
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [ABSENT, own, own, *wanted, own, *wanted],
        _gathered,
    )


def in_subgroup() -> str:
    """A condition for statements with l (lesson), c (course), m (membership): he was in the subgroup that day."""
    return f"""EXISTS (
            SELECT 1 FROM {table(SubgroupMembership)} s
             WHERE s.college_id = c.college_id AND s.subgroup_id = c.subgroup_id AND s.student_id = m.student_id
               AND s.since <= l.date AND (s.until IS NULL OR s.until >= l.date))"""  # noqa: S608  (our own table)


def _gathered(rows: list[tuple[Any, ...]]) -> dict[UUID, Numbers]:
    found: dict[UUID, Numbers] = {}
    for lesson, slot, count, absent in rows:
        numbers = found.setdefault(uuids(lesson), Numbers())
        if slot == _LISTED:
            numbers.expected = count
        elif slot == 0:
            numbers.attendance, numbers.absent = count, absent
        else:
            numbers.marks = {**(numbers.marks or {}), slot: count}
    return found
