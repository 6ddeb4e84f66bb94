"""The rows of one student's diary: each function is one statement and names him or his family in its condition."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, Discipline, Group, GroupLeader, Membership, SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import (
    Entry,
    Excuse,
    LessonRecord,
    PersonalHomework,
    PersonalHomeworkStudent,
    StudentFeed,
    Work,
)
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.homework import Task
from zhurnal.kernel import prepared, together
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.kernel.together import Statement
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson, Room
from zhurnal.timetable.rules.lesson import State

HORIZON = timedelta(days=30)  # how far ahead the next day with lessons is looked for
MEMORY = timedelta(days=45)  # how far back a task may have been set


class HeadRow(NamedTuple):
    """A student as his family knows him, with the number of his feed and the leader of his group."""

    id: UUID
    surname: str
    given: str
    sex: str
    version: int | None
    group: str
    leader: tuple[str, str, str] | None


class LessonOfDay(NamedTuple):
    """A lesson of the student's timetable with what is recorded about it for everyone."""

    id: UUID
    date: dt.date
    pair: int
    starts: time
    ends: time
    cancelled: bool
    substituted: bool
    course: UUID
    name: str
    short_name: str
    room: str
    teacher: tuple[str, str, str]
    topic: str
    homework: str
    homework_due: dt.date | None


class EntryRow(NamedTuple):
    """One cell of the student; ``kind`` and ``title`` say for what work a mark is."""

    student: UUID
    lesson: UUID
    slot: int
    value: str
    version: int
    changed_at: datetime
    dated: dt.date | None
    course: UUID
    date: dt.date
    starts: time
    ends: time
    hours: int
    name: str
    short_name: str
    kind: str
    title: str
    weight: int


class ExcuseRow(NamedTuple):
    """A cause of absence in any state."""

    student: UUID
    since: date
    until: date
    kind: str
    state: str


MANY = 1_000_000


@lru_cache(maxsize=2_000)
def _date(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


@lru_cache(maxsize=500)
def _time(value: Any) -> Any:
    return time.fromisoformat(value) if isinstance(value, str) else value


def _moment(value: Any) -> datetime:
    found = datetime.fromisoformat(value) if isinstance(value, str) else value
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def heads(college_id: UUID, students: Iterable[UUID], day: date) -> list[HeadRow]:
    """The students by given name; a second leader or group of one student is left out."""
    found: list[HeadRow] = together.ask(heading(college_id, students, day))[0]
    return found


def heading(college_id: UUID, students: Iterable[UUID], day: date) -> Statement:
    """The statement of ``heads``, to be asked together with others."""
    ids = [uid(student) for student in students]
    return Statement(
        f"""
        SELECT p.id, p.surname, p.given, p.sex, f.version, g.name, k.surname, k.given, k.patronymic
          FROM {table(Person)} p
          LEFT JOIN {table(StudentFeed)} f ON f.college_id = p.college_id AND f.student_id = p.id
          LEFT JOIN {table(Membership)} m ON m.college_id = p.college_id AND m.student_id = p.id
               AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
          LEFT JOIN {table(Group)} g ON g.college_id = m.college_id AND g.id = m.group_id
          LEFT JOIN {table(GroupLeader)} r ON r.college_id = g.college_id AND r.group_id = g.id
               AND r.since <= %s AND (r.until IS NULL OR r.until >= %s)
          LEFT JOIN {table(Person)} k ON k.college_id = r.college_id AND k.id = r.person_id
         WHERE p.college_id = %s AND p.id IN ({marks_for(ids)})
         ORDER BY p.given, p.surname, p.id, g.name, r.since
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [day, day, day, day, uid(college_id), *ids],
        _heads,
    )


def _heads(rows: list[tuple[Any, ...]]) -> list[HeadRow]:
    found: dict[UUID, HeadRow] = {}
    for pk, surname, given, sex, version, group, *leader in rows:
        head = HeadRow(uuids(pk), surname, given, sex, version, group or "", tuple(leader) if leader[0] else None)
        found.setdefault(head.id, head)
    return list(found.values())


def _own_lessons(columns: str, described: str = "") -> str:
    """SELECT of the lessons of one student: of his groups and subgroups, on the days he is on their lists.

    ``described``: further tables joined to a lesson. Parameters: college, student.
    """
    return f"""
        SELECT {columns}
          FROM {table(Membership)} m
          JOIN {table(Course)} c ON c.college_id = m.college_id AND c.group_id = m.group_id
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
               AND l.date >= m.entered AND (m."left" IS NULL OR l.date < m."left")
          {described}
         WHERE m.college_id = %s AND m.student_id = %s
           AND (c.subgroup_id IS NULL OR EXISTS (
                SELECT 1 FROM {table(SubgroupMembership)} s
                 WHERE s.college_id = c.college_id AND s.subgroup_id = c.subgroup_id AND s.student_id = m.student_id
                   AND s.since <= l.date AND (s.until IS NULL OR s.until >= l.date)))
    """  # noqa: S608  (only names of our own tables and placeholders are put in)


def _described() -> str:
    """What a lesson is called, where it is, who leads it, what is recorded."""
    return f"""
          JOIN {table(Discipline)} d ON d.college_id = c.college_id AND d.id = c.discipline_id
          JOIN {table(Person)} p ON p.college_id = l.college_id AND p.id = l.teacher_id
          LEFT JOIN {table(Room)} r ON r.college_id = l.college_id AND r.id = l.room_id
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
    """


_LESSON = """l.id, l.date, l.pair, l.starts, l.ends, l.state, (l.substituted OR l.origin = 'substitution'), c.id, d.name, d.short_name, r.name,
             p.surname, p.given, p.patronymic, j.topic, j.homework, j.homework_due"""


def lessons_of_day_and_next(college_id: UUID, student: UUID, day: date) -> Statement:
    """Lessons (``LessonOfDay``) of the day, and of the next day that has any."""
    own = [uid(college_id), uid(student)]
    statement = (
        f"{_own_lessons(_LESSON, _described())} AND l.date IN (%s, ("
        f"{_own_lessons('MIN(l.date)')} AND l.date > %s AND l.date <= %s AND l.state = %s)) "
        "ORDER BY l.date, l.pair, d.name"
    )
    return Statement(statement, [*own, day, *own, day, day + HORIZON, State.PLANNED], _lessons)


def lessons_between(college_id: UUID, student: UUID, since: date, until: date) -> Statement:
    """Lessons (``LessonOfDay``) of some days in order of time."""
    statement = f"{_own_lessons(_LESSON, _described())} AND l.date BETWEEN %s AND %s ORDER BY l.date, l.pair, d.name"
    return Statement(statement, [uid(college_id), uid(student), since, until], _lessons)


def _lessons(rows: list[tuple[Any, ...]]) -> list[LessonOfDay]:
    return [
        LessonOfDay(
            uuids(pk), _date(day), pair, _time(starts), _time(ends), state == State.CANCELLED, bool(substituted),
            uuids(course), name, short, room or "", (surname, given, patronymic), topic or "", homework or "",
            _date(due),
        )
        for pk, day, pair, starts, ends, state, substituted, course, name, short, room, surname, given, patronymic,
        topic, homework, due in rows
    ]  # fmt: skip


def _term() -> str:
    """The term to which a day belongs. Parameters: college, day."""
    return (
        f"(SELECT t.id FROM {table(Term)} t WHERE t.college_id = %s AND t.starts <= %s "  # noqa: S608  (our own table)
        "ORDER BY t.starts DESC LIMIT 1)"
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries of the term a page needs besides all absences: of lessons from ``since`` to ``until``, and those
    written from ``written`` on together with everything in their courses."""

    since: date
    until: date
    written: datetime


def entries_of_term(
    college_id: UUID, student: UUID, days: Iterable[date], family: Iterable[UUID] = (), wanted: Wanted | None = None
) -> Statement:
    """The student's entries (``EntryRow``) of the terms to which the days belong, in order of time; all, or those wanted.

    Of the others of the family only the absences: their chips say how many wait for a cause.

    The student's entries are taken first and the rest by their keys: the bound, never reached, keeps PostgreSQL from
    looking for them among all lessons of the college (measured: 23 ms against 2).
    """
    own, mine = uid(college_id), uid(student)
    others = [uid(other) for other in family if other != student]
    part, params = _wanted(own, mine, wanted)
    named = sorted(set(days))
    terms = ", ".join(_term() for _day in named)
    absences = f" OR (e.student_id IN ({marks_for(others)}) AND e.slot = 0 AND e.value = %s)" if others else ""
    return Statement(
        f"""
        SELECT e.student_id, e.lesson_id, e.slot, e.value, e.version, e.changed_at, e.dated, e.course_id,
               l.date, l.starts, l.ends, l.hours, d.name, d.short_name, k.name, w.title, w.weight
          FROM (SELECT * FROM {table(Entry)} n WHERE n.college_id = %s AND n.student_id IN ({marks_for([mine, *others])})
                 LIMIT {MANY}) e
          JOIN {table(Lesson)} l ON l.college_id = e.college_id AND l.id = e.lesson_id
          JOIN {table(Course)} c ON c.college_id = e.college_id AND c.id = e.course_id
          JOIN {table(Discipline)} d ON d.college_id = c.college_id AND d.id = c.discipline_id
          LEFT JOIN {table(Work)} w ON w.college_id = e.college_id AND w.lesson_id = e.lesson_id
               AND w.slot = ABS(e.slot)
          LEFT JOIN {table(WorkKind)} k ON k.college_id = w.college_id AND k.id = w.kind_id
         WHERE e.college_id = %s AND ((e.student_id = %s{part}){absences}) AND e.value <> '' AND l.term_id IN ({terms})
         ORDER BY l.date, l.pair, e.slot
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [
            own,
            mine,
            *others,
            own,
            mine,
            *params,
            *others,
            *([signs.ABSENT] if others else []),
            *(value for day in named for value in (own, day)),
        ],
        _entries,
    )


def _entries(rows: list[tuple[Any, ...]]) -> list[EntryRow]:
    return [
        EntryRow(
            uuids(row[0]), uuids(row[1]), row[2], row[3], row[4], _moment(row[5]), _date(row[6]), uuids(row[7]),
            _date(row[8]), _time(row[9]), _time(row[10]), row[11], row[12], row[13], row[14] or "", row[15] or "",
            100 if row[16] is None else row[16],
        )
        for row in rows
    ]  # fmt: skip


def _wanted(own: Any, mine: Any, wanted: Wanted | None) -> tuple[str, list[Any]]:
    """A further condition on the student's own entries, and its parameters."""
    if wanted is None:
        return "", []
    written = connection.ops.adapt_datetimefield_value(wanted.written.astimezone(UTC))
    condition = f""" AND (e.slot = 0 OR l.date BETWEEN %s AND %s OR e.course_id IN (
                    SELECT n.course_id FROM {table(Entry)} n
                     WHERE n.college_id = %s AND n.student_id = %s AND n.slot <> 0 AND n.changed_at >= %s))"""  # noqa: S608
    return condition, [wanted.since, wanted.until, own, mine, written]


def excuses_of_family(college_id: UUID, students: Iterable[UUID]) -> Statement:
    """(student, since, until, kind, state) of their causes of absence in any state, oldest first; for ``excuse_rows``."""
    return prepared.read("excuses of family", _excuses, {"college": college_id, "students": tuple(students)})


def excuse_rows(rows: Iterable[tuple[Any, ...]]) -> list[ExcuseRow]:
    """The rows by their names."""
    return [ExcuseRow(*row) for row in rows]


def _excuses(values: prepared.Values) -> QuerySet[Any]:
    rows = Excuse.objects.of(values["college"]).filter(student__in=values["students"]).order_by("since", "id")
    found: QuerySet[Any] = rows.values_list("student_id", "since", "until", "kind", "state")
    return found


def tasks_of_courses(
    college_id: UUID, student: UUID, courses: Iterable[UUID], since: date, until: date
) -> dict[UUID, tuple[set[date], list[Task]]]:
    """course → (days of its lessons before ``until``, tasks set then): for all, and for this student alone."""
    own, wanted = uid(college_id), [uid(course) for course in courses]
    if not wanted:
        return {}
    rows = fetch_all(
        f"""
        SELECT l.course_id, l.date, j.homework, j.homework_due, 0
          FROM {table(Lesson)} l
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE l.college_id = %s AND l.course_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date < %s
           AND l.state = %s
         UNION ALL
        SELECT h.course_id, l.date, h.text, h.due, 1
          FROM {table(PersonalHomeworkStudent)} s
          JOIN {table(PersonalHomework)} h ON h.college_id = s.college_id AND h.id = s.homework_id
          JOIN {table(Lesson)} l ON l.college_id = h.college_id AND l.id = h.lesson_id
         WHERE s.college_id = %s AND s.student_id = %s AND NOT h.removed AND l.date >= %s AND l.date < %s
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *wanted, since - MEMORY, until, State.PLANNED, own, uid(student), since - MEMORY, until],
    )
    found: dict[UUID, tuple[set[date], list[Task]]] = {}
    for course, day, text, due, personal in rows:
        days, tasks = found.setdefault(uuids(course), (set(), []))
        given = _date(day)
        if not personal:
            days.add(given)
        if text:
            tasks.append(Task(given, text, _date(due), bool(personal)))
    return found


def term_of(college_id: UUID, day: date) -> tuple[int, str, date, date] | None:
    """(number, year, first day, last day) of the term to which the day belongs."""
    rows = Term.objects.of(college_id).filter(starts__lte=day).order_by("-starts")
    found: tuple[int, str, date, date] | None = rows.values_list("number", "year__name", "starts", "ends").first()
    return found


def courses_of_term(college_id: UUID, student: UUID, day: date) -> Statement:
    """(id, name of the discipline) of the student's courses in the term, by name."""
    return Statement(
        f"""
        SELECT DISTINCT c.id, d.name
          FROM {table(Membership)} m
          JOIN {table(Course)} c ON c.college_id = m.college_id AND c.group_id = m.group_id
          JOIN {table(Discipline)} d ON d.college_id = c.college_id AND d.id = c.discipline_id
         WHERE m.college_id = %s AND m.student_id = %s AND m.entered <= %s AND (m."left" IS NULL OR m."left" > %s)
           AND c.term_id = {_term()}
           AND (c.subgroup_id IS NULL OR EXISTS (
                SELECT 1 FROM {table(SubgroupMembership)} s
                 WHERE s.college_id = c.college_id AND s.subgroup_id = c.subgroup_id AND s.student_id = m.student_id
                   AND s.since <= %s AND (s.until IS NULL OR s.until >= %s)))
         ORDER BY 2
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), uid(student), day, day, uid(college_id), day, day, day],
        lambda rows: [(uuids(pk), name) for pk, name in rows],
    )
