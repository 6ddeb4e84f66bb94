"""The one ledger of hours: what became of each lesson, by teacher and course. Pages and forms sum it, nobody keys it again.

A lesson counts when it has topic and attendance (A5.12). On days of practice a group owes no lesson of the timetable (A5.16);
those days count by the pages of practice. Corrections (A5.9) are entries of their own with an order as their ground.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from zhurnal.curriculum.models import Course, StreamCourse
from zhurnal.curriculum.queries import practice_periods
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.rules.squares import Fill, squares
from zhurnal.kernel.sql import day_of, fetch_all, marks_for, month_of, table, uid, uuids
from zhurnal.oversight.corrected import corrections_given, corrections_of_term
from zhurnal.oversight.queries.practice import practice_hours, written_days
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.teaching import Standing, Taught
from zhurnal.timetable.models import Lesson, Substitution
from zhurnal.timetable.rules.lesson import State, SubstitutionMode

BY_ORDER = "by_order"  # beside the modes of a substitution: hours that a correction gives to who stood in
ATTENDANCE = 1  # the place of attendance among the four squares
COUNTED = "(COALESCE(j.topic, '') <> '' AND j.roll_called_at IS NOT NULL)"


@dataclass(frozen=True, slots=True)
class Fact:
    """Hours of one teacher in one course; ``substituted``: in place of its own teacher.

    ``teacher`` is None for a practice that nobody leads and for corrections of the plan.
    """

    teacher: UUID | None
    course: UUID
    substituted: bool
    hours: Hours


def records() -> str:
    """The join of a lesson ``l`` with its record ``j``."""
    return f"LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id"


def ledger(college_id: UUID, term: UUID, today: date, courses: list[UUID] | None = None) -> list[Fact]:
    """All hours of a term (of these courses). A constant number of statements; three more where attendance was marked one by one."""
    condition, wanted = _of_courses(courses)
    rows = fetch_all(
        f"""
        SELECT l.teacher_id, l.course_id, l.substituted,
               SUM(CASE WHEN l.state = %s AND l.date <= %s AND {COUNTED} THEN l.hours ELSE 0 END),
               SUM(CASE WHEN l.state = %s AND l.date < %s AND NOT {COUNTED} THEN l.hours ELSE 0 END),
               SUM(CASE WHEN l.state = %s AND (l.date > %s OR (l.date = %s AND NOT {COUNTED})) THEN l.hours ELSE 0 END),
               SUM(CASE WHEN l.state = %s AND l.date < %s THEN l.hours ELSE 0 END)
          FROM {table(Lesson)} l
          {records()}
         WHERE l.college_id = %s AND l.term_id = %s{condition}
         GROUP BY l.teacher_id, l.course_id, l.substituted
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [
            State.PLANNED, today, State.PLANNED, today, State.PLANNED, today, today, State.CANCELLED, today,
            uid(college_id), uid(term), *wanted,
        ],
    )  # fmt: skip
    found = [Fact(uuids(row[0]), uuids(row[1]), bool(row[2]), Hours(0, *map(int, row[3:]))) for row in rows]
    moved = marked_one_by_one(college_id, today, f" AND l.term_id = %s{condition}", [uid(term), *wanted])
    for course, lesson in moved:
        if lesson.date < today:
            change = Hours(0, given=lesson.hours, unrecorded=-lesson.hours)
        else:
            change = Hours(0, given=lesson.hours, ahead=-lesson.hours)
        found.append(Fact(lesson.teacher_id, course, lesson.substituted, change))
    seen = {lesson.id for _course, lesson in moved}
    found += _on_practice(college_id, term, today, (condition, wanted), seen)
    found += [
        Fact(row.teacher, row.course, row.instead_of is not None, row.in_ledger)
        for row in corrections_of_term(college_id, term, today, courses)
    ]
    lessons: dict[UUID, Hours] = {}
    for fact in found:
        lessons[fact.course] = lessons.get(fact.course, Hours(0)) + fact.hours
    practice = practice_hours(college_id, term, today, lessons, courses)
    return found + [Fact(teacher, course, substituted=False, hours=hours) for teacher, course, hours in practice]


def _of_courses(courses: Iterable[UUID] | None) -> tuple[str, list[Any]]:
    if courses is None:
        return "", []
    wanted = [uid(course) for course in courses]
    return f" AND l.course_id IN ({marks_for(wanted)})", wanted


def marked_one_by_one(college_id: UUID, today: date, condition: str, params: list[Any]) -> list[tuple[UUID, LessonRow]]:
    """(course, lesson) of lessons with a topic whose attendance is whole though the roll was not called at once."""
    rows = fetch_all(
        f"""
        SELECT l.id, l.course_id
          FROM {table(Lesson)} l
          JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE l.college_id = %s AND l.date <= %s AND l.state = %s AND j.topic <> '' AND j.roll_called_at IS NULL{condition}
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), today, State.PLANNED, *params],
    )
    course_of = {uuids(lesson): uuids(course) for lesson, course in rows}
    lessons = lesson_rows(college_id, lessons=list(course_of)) if course_of else []
    facts = lesson_facts(college_id, lessons) if lessons else {}
    return [(course_of[row.id], row) for row in lessons if squares(facts[row.id], today)[ATTENDANCE] is Fill.DONE]


def _on_practice(college_id: UUID, term: UUID, today: date, of: tuple[str, list[Any]], given: set[UUID]) -> list[Fact]:
    """What is taken back: lessons of the timetable on a group's days of practice, unless they were held after all.

    ``given``: lessons that count though the roll was not called.
    """
    periods = practice_periods(college_id)
    if not periods:
        return []
    groups = [uid(group) for group in periods]
    lessons = fetch_all(
        f"""
        SELECT l.id, l.teacher_id, l.course_id, l.substituted, l.date, l.hours, l.state, c.group_id, c.discipline_id
          FROM {table(Lesson)} l
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
          {records()}
         WHERE l.college_id = %s AND l.term_id = %s AND c.group_id IN ({marks_for(groups)}) AND NOT {COUNTED}{of[0]}
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), uid(term), *groups, *of[1]],
    )
    found = []
    for lesson, teacher, course, substituted, on, hours, state, group, discipline in lessons:
        day = day_of(on)
        away = any(p.holds(day) and own != uuids(discipline) for own, p in periods[uuids(group)])
        if not away or uuids(lesson) in given or (state == State.CANCELLED and day >= today):
            continue
        name = "lost" if state == State.CANCELLED else "unrecorded" if day < today else "ahead"
        change = Hours(0, **{name: -hours}, away=0 if state == State.CANCELLED else hours)
        found.append(Fact(uuids(teacher), uuids(course), bool(substituted), change))
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """A lesson that was held and recorded, a day of practice or a correction. ``joined``: the sitting also stands in another group's journal."""

    lesson: UUID
    teacher: UUID
    course: UUID
    date: date
    pair: int
    hours: int
    substituted: bool
    joined: bool


def given_lessons(college_id: UUID, since: date, until: date, today: date, teacher: UUID | None = None) -> list[Given]:
    """All lessons of the days that count (A5.12), days of practice and corrections, in order of time; of one teacher when he is named."""
    mine, who = (" AND l.teacher_id = %s", [uid(teacher)]) if teacher else ("", [])
    bounds, within = f" AND l.date >= %s AND l.date <= %s{mine}", [since, until, *who]
    joined = {uuids(row[0]) for row in _joined_rows(college_id, since, until, today)}
    rows = fetch_all(
        f"""
        SELECT l.id, l.teacher_id, l.course_id, l.date, l.pair, l.hours, l.substituted
          FROM {table(Lesson)} l {records()}
         WHERE l.college_id = %s AND l.state = %s AND l.date <= %s AND {COUNTED}{bounds}
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), State.PLANNED, today, *within],
    )
    found = [
        Given(uuids(i), uuids(t), uuids(c), day_of(d), pair, hours, bool(s), uuids(i) in joined)
        for i, t, c, d, pair, hours, s in rows
    ]
    found += [_one_by_one(*one, joined) for one in marked_one_by_one(college_id, today, bounds, within)]
    found += _no_lessons(college_id, (since, until), today, teacher)
    return sorted(found, key=lambda lesson: (lesson.date, lesson.pair))


def _one_by_one(course: UUID, row: LessonRow, joined: Collection[UUID]) -> Given:
    return Given(
        row.id, row.teacher_id, course, row.date, row.pair, row.hours, row.substituted, joined=row.id in joined
    )


def _no_lessons(college_id: UUID, days: tuple[date, date], today: date, teacher: UUID | None) -> Iterator[Given]:
    """What is given and is no lesson: days of practice that were written, and corrections."""
    since, until = days[0], min(days[1], today)
    for day in written_days(college_id, since, until, teacher):
        key = uuid5(day.page, day.date.isoformat())  # a day is no lesson and needs an id of its own
        yield Given(key, day.teacher, day.course, day.date, 0, day.hours, substituted=False, joined=False)
    for one in corrections_given(college_id, since, until, teacher):
        assert one.teacher is not None  # noqa: S101  (the table demands it of given hours)
        stood_in = one.instead_of is not None
        yield Given(one.id, one.teacher, one.course, one.day, 0, one.hours, stood_in, joined=False)


class GivenSum(NamedTuple):
    """Hours that a teacher gave in a course on one day, or in one month (``date``: the first such day of it)."""

    teacher: UUID
    course: UUID
    date: date
    substituted: bool
    hours: int


def given_sums(
    college_id: UUID, days: tuple[date, date], today: date, teacher: UUID | None = None, *, monthly: bool, once: bool
) -> tuple[list[GivenSum], list[Given]]:
    """What ``given_lessons`` come to by teacher, course and day (``monthly``: month), added up by the database.

    ``once``: lessons of joined groups stand apart, one by one, in order of time, because their sittings are to be counted once.
    """
    mine, who = (" AND l.teacher_id = %s", [uid(teacher)]) if teacher else ("", [])
    bounds, within = f" AND l.date >= %s AND l.date <= %s{mine}", [*days, *who]
    together, of = _joined(college_id) if once else ("", [])
    rows = fetch_all(
        f"""
        SELECT l.teacher_id, l.course_id, MIN(l.date), l.substituted, SUM(l.hours)
          FROM {table(Lesson)} l {records()}
         WHERE l.college_id = %s AND l.state = %s AND l.date <= %s AND {COUNTED}{bounds}{f" AND NOT ({together})" if once else ""}
         GROUP BY l.teacher_id, l.course_id, l.substituted, {month_of("l.date") if monthly else "l.date"}
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), State.PLANNED, today, *within, *of],
    )
    found = [GivenSum(uuids(t), uuids(c), day_of(d), bool(s), hours) for t, c, d, s, hours in rows]
    sittings = _joined_rows(college_id, *days, today) if once else []
    apart = {uuids(row[0]) for row in sittings}
    joined = [one for one in _held(sittings) if teacher in (None, one.teacher)]
    for course, row in marked_one_by_one(college_id, today, bounds, within):
        if row.id in apart:
            joined.append(_one_by_one(course, row, apart))
        else:
            found.append(GivenSum(row.teacher_id, course, row.date, row.substituted, row.hours))
    found += [
        GivenSum(x.teacher, x.course, x.date, x.substituted, x.hours)
        for x in _no_lessons(college_id, days, today, teacher)
    ]
    return found, sorted(joined, key=lambda lesson: (lesson.date, lesson.pair))


def _joined(college_id: UUID) -> tuple[str, list[Any]]:
    """The condition that a lesson ``l`` is of a stream, is joined to another or has another joined to it (A5.3, A5.4)."""
    own = uid(college_id)
    return (
        f"""l.course_id IN (SELECT t.course_id FROM {table(StreamCourse)} t WHERE t.college_id = %s)
            OR l.id IN (SELECT s.lesson_id FROM {table(Substitution)} s WHERE s.college_id = %s AND s.mode = %s)
            OR l.id IN (SELECT s.host_id FROM {table(Substitution)} s WHERE s.college_id = %s AND s.host_id IS NOT NULL)""",  # noqa: S608
        [own, own, SubstitutionMode.JOINT, own],
    )


def joined_lessons(college_id: UUID, since: date, until: date, today: date) -> list[tuple[UUID, Taught]]:
    """(course, lesson) of lessons of streams, and of lessons joined by a substitution with those they joined (A5.3, A5.4)."""
    rows = _joined_rows(college_id, since, until, today)
    whole = {one.lesson for one in _marked(college_id, since, until, today)} if rows else set()
    return [
        (
            uuids(c),
            Taught(uuids(t), day_of(d), pair, hours, Standing.GIVEN if uuids(i) in whole else _STANDINGS[standing]),
        )
        for i, t, c, d, pair, hours, _substituted, standing in rows
    ]


def joined_given(college_id: UUID, since: date, until: date, today: date) -> list[Given]:
    """Those of them that were given. One statement, a few more where there are any."""
    rows = _joined_rows(college_id, since, until, today)
    joined = {uuids(row[0]) for row in rows}
    marked = _marked(college_id, since, until, today) if rows else []
    return [*_held(rows), *(one for one in marked if one.lesson in joined)]


def _held(rows: Iterable[tuple[Any, ...]]) -> list[Given]:
    return [
        Given(uuids(i), uuids(t), uuids(c), day_of(d), pair, hours, bool(s), joined=True)
        for i, t, c, d, pair, hours, s, standing in rows
        if _STANDINGS[standing] is Standing.GIVEN
    ]


def _marked(college_id: UUID, since: date, until: date, today: date) -> list[Given]:
    """Lessons of the days whose attendance was marked one by one; they count as those where the roll was called."""
    bounds = " AND l.date >= %s AND l.date <= %s"
    rows = marked_one_by_one(college_id, today, bounds, [since, until])
    return [_one_by_one(course, row, {row.id}) for course, row in rows]


_STANDINGS = tuple(Standing)


def _joined_rows(college_id: UUID, since: date, until: date, today: date) -> list[tuple[Any, ...]]:
    joined, of = _joined(college_id)
    return fetch_all(
        f"""
        SELECT l.id, l.teacher_id, l.course_id, l.date, l.pair, l.hours, l.substituted,
               CASE WHEN l.state = %s THEN 3 WHEN l.date <= %s AND {COUNTED} THEN 0 WHEN l.date < %s THEN 1 ELSE 2 END
          FROM {table(Lesson)} l {records()}
         WHERE l.college_id = %s AND l.date >= %s AND l.date <= %s AND ({joined})
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [State.CANCELLED, today, today, uid(college_id), since, until, *of],
    )


@dataclass(frozen=True, slots=True)
class StoodIn:
    """A substitution: in whose place, by whom, of which course; ``missed``: the course whose lesson gave way.

    ``mode`` ``BY_ORDER``, without a pair: hours in another's place that a correction wrote down.
    """

    lesson: UUID
    date: date
    pair: int
    hours: int
    course: UUID
    missed: UUID | None
    planned: UUID
    substitute: UUID
    mode: str
    reason: str
    given: bool


def substitutions(college_id: UUID, since: date, until: date, today: date) -> list[StoodIn]:
    """All substitutions of the days in order of time, corrections among them; ``given`` by A5.12."""
    rows = fetch_all(
        f"""
        SELECT l.id, l.date, l.pair, l.hours, l.course_id, x.course_id, s.planned_teacher_id, s.substitute_id, s.mode,
               s.reason, CASE WHEN l.state = %s AND l.date <= %s AND {COUNTED} THEN 1 ELSE 0 END
          FROM {table(Substitution)} s
          JOIN {table(Lesson)} l ON l.college_id = s.college_id AND l.id = s.lesson_id
          {records()}
          LEFT JOIN {table(Lesson)} x ON x.college_id = s.college_id AND x.id = s.missed_id
         WHERE s.college_id = %s AND l.date >= %s AND l.date <= %s
         ORDER BY l.date, l.pair, l.id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [State.PLANNED, today, uid(college_id), since, until],
    )
    bounds = " AND l.date >= %s AND l.date <= %s AND l.substituted"
    whole = {row.id for _course, row in marked_one_by_one(college_id, today, bounds, [since, until])} if rows else set()
    found = [
        StoodIn(
            uuids(row[0]), day_of(row[1]), row[2], row[3], uuids(row[4]), uuids(row[5]) if row[5] else None,
            uuids(row[6]), uuids(row[7]), row[8], row[9], bool(row[10]) or uuids(row[0]) in whole,
        )
        for row in rows
    ]  # fmt: skip
    for one in corrections_given(college_id, since, min(until, today)):
        if one.teacher is not None and one.instead_of is not None:
            of = (one.id, one.day, 0, one.hours, one.course, None, one.instead_of, one.teacher)
            found.append(StoodIn(*of, BY_ORDER, str(one.ground), given=True))
    return sorted(found, key=lambda row: (row.date, row.pair))
