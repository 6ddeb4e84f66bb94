"""Who has not had a mark in a course for long: facts with a date, never advice about a person (design § 5)."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.journal.models import Entry
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical
from zhurnal.timetable.models import Lesson

LONG = 5  # lessons
SHOWN = 4  # names of a group


@dataclass(frozen=True, slots=True)
class Unasked:
    """Surnames of those without a mark since a day (None: never in this course), oldest first."""

    since: dt.date | None
    surnames: tuple[str, ...]


def long_unasked(
    college_id: UUID, held: Mapping[UUID, Sequence[dt.date]], today: dt.date
) -> dict[UUID, tuple[list[Unasked], int]]:
    """course → (who waits longest, how many more). ``held``: days of each course's lessons before today."""
    waiting: dict[UUID, list[tuple[dt.date | None, tuple[str, str, str]]]] = {}
    for course, name, entered, last in _last_marks(college_id, held, today):
        if sum(1 for day in held[course] if day >= entered and (last is None or day > last)) >= LONG:
            waiting.setdefault(course, []).append((last, name))
    return {course: _gathered(found) for course, found in waiting.items()}


def _gathered(found: list[tuple[dt.date | None, tuple[str, str, str]]]) -> tuple[list[Unasked], int]:
    found.sort(key=lambda item: (item[0] or dt.date.min, alphabetical(*item[1])))
    groups: dict[dt.date | None, list[str]] = {}
    for last, (surname, given, _patronymic) in found[:SHOWN]:
        twins = sum(1 for _last, name in found if name[0] == surname) > 1
        groups.setdefault(last, []).append(f"{surname} {given[:1]}." if twins else surname)
    return [Unasked(since, tuple(names)) for since, names in groups.items()], max(len(found) - SHOWN, 0)


def _last_marks(
    college_id: UUID, courses: Iterable[UUID], today: dt.date
) -> list[tuple[UUID, tuple[str, str, str], dt.date, dt.date | None]]:
    """(course, name, on the list since, day of the last mark) of everyone on the lists today."""
    own, wanted = uid(college_id), [uid(course) for course in courses]
    rows = fetch_all(
        f"""
        SELECT c.id, p.surname, p.given, p.patronymic, m.entered, marked.last
          FROM {table(Course)} c
          JOIN {table(Membership)} m ON m.college_id = c.college_id AND m.group_id = c.group_id
           AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
          JOIN {table(Person)} p ON p.college_id = m.college_id AND p.id = m.student_id
          LEFT JOIN (
                SELECT e.course_id, e.student_id, MAX(l.date) AS last
                  FROM {table(Course)} k
                  JOIN {table(Entry)} e ON e.college_id = k.college_id AND e.course_id = k.id
                  JOIN {table(Lesson)} l ON l.college_id = e.college_id AND l.id = e.lesson_id
                 WHERE k.college_id = %s AND k.id IN ({marks_for(wanted)}) AND e.slot <> 0 AND e.value <> ''
                 GROUP BY e.course_id, e.student_id
               ) marked ON marked.course_id = c.id AND marked.student_id = m.student_id
         WHERE c.college_id = %s AND c.id IN ({marks_for(wanted)})
           AND (c.subgroup_id IS NULL OR EXISTS (
                SELECT 1 FROM {table(SubgroupMembership)} s
                 WHERE s.college_id = c.college_id AND s.subgroup_id = c.subgroup_id AND s.student_id = m.student_id
                   AND s.since <= %s AND (s.until IS NULL OR s.until >= %s)))
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [today, today, own, *wanted, own, *wanted, today, today],
    )
    return [
        (uuids(course), (surname, given, patronymic), _day(entered) or today, _day(last))
        for course, surname, given, patronymic, entered, last in rows
    ]


def _day(value: str | dt.date | None) -> dt.date | None:
    """A date of either database."""
    return dt.date.fromisoformat(value) if isinstance(value, str) else value
