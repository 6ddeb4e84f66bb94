"""The rows of one course: its list, lessons, works, cells. One statement each, whatever the size of the group."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from django.utils.timezone import is_naive, make_aware

from zhurnal.curriculum.models import Course, Membership, SubgroupMembership
from zhurnal.grading.weights import weighed_kinds
from zhurnal.journal.models import Entry, Excuse, LessonRecord, OpenRequest, Work
from zhurnal.journal.queries.shapes import Cell, LessonRow, ListedStudent, WorkColumn
from zhurnal.journal.rules.places import Opening
from zhurnal.journal.rules.signs import RequestState
from zhurnal.journal.rules.stays import within
from zhurnal.kernel import prepared, together
from zhurnal.kernel.sql import marks_for, table, uid, uuids
from zhurnal.kernel.together import NOTHING, Statement
from zhurnal.people.models import Person
from zhurnal.people.rules.names import alphabetical, short_name
from zhurnal.timetable.models import Lesson, Room
from zhurnal.timetable.rules.lesson import State


@lru_cache(maxsize=2_000)
def _date(value: Any) -> date | None:
    return parse_date(value) if isinstance(value, str) else value


@lru_cache(maxsize=500)
def _time(value: Any) -> time:
    return parse_time(value) if isinstance(value, str) else value  # type: ignore[return-value]


@lru_cache(maxsize=5_000)
def _moment(value: Any) -> datetime | None:
    found = parse_datetime(value) if isinstance(value, str) else value
    return make_aware(found, connection.timezone) if found is not None and is_naive(found) else found


def listed_students(
    college_id: UUID, course: Course, since: date, until: date, only: Iterable[UUID] | None = None
) -> list[ListedStudent]:
    """Who was on the course's list at any day of the range, in alphabetical order, each membership once.

    In a course of a subgroup, the range of the subgroup narrows that of the group.
    """
    return listed(course, since, until, *together.ask(*listing_students(college_id, course, until, only)))


def listing_students(
    college_id: UUID, course: Course, until: date, only: Iterable[UUID] | None = None
) -> tuple[Statement, Statement]:
    """What ``listed`` puts together: memberships of the group, and days in the subgroup."""
    values = {
        "college": college_id, "group": course.group_id, "until": until,
        "only": tuple(sorted(only)) if only is not None else None,
    }  # fmt: skip
    members = prepared.read("listed students", _memberships, values)
    if course.subgroup_id is None:
        return members, NOTHING
    values = {"college": college_id, "subgroup": course.subgroup_id}
    return members, prepared.read("listed ranges", _ranges, values)


def listed(
    course: Course, since: date, until: date, members: list[tuple[Any, ...]], ranges: list[tuple[Any, ...]]
) -> list[ListedStudent]:
    """The list of ``listed_students`` from the rows of both statements."""
    found = [ListedStudent(*row) for row in members]
    if course.subgroup_id is not None:
        found = _narrowed(found, ranges)
    found = [row for row in found if row.entered <= until and (row.left is None or row.left > since)]
    found.sort(key=lambda s: (alphabetical(s.surname, s.given, s.patronymic), s.entered))
    return found


def _memberships(values: prepared.Values) -> QuerySet[Any]:
    rows = Membership.objects.of(values["college"]).filter(group=values["group"], entered__lte=values["until"])
    if values["only"] is not None:
        rows = rows.filter(student__in=values["only"])
    return rows.values_list(
        "student_id", "student__surname", "student__given", "student__patronymic",
        "entered", "left", "order_in", "order_out", "note", "recorded_at",
    )  # fmt: skip


def _ranges(values: prepared.Values) -> QuerySet[Any]:
    rows = SubgroupMembership.objects.of(values["college"]).filter(subgroup=values["subgroup"])
    return rows.values_list("student_id", "since", "until")


def _narrowed(students: list[ListedStudent], rows: list[tuple[Any, ...]]) -> list[ListedStudent]:
    """Only the members of a subgroup, each for the days he was in it."""
    ranges: dict[UUID, list[tuple[date, date | None]]] = {}
    for student, since, until in rows:
        ranges.setdefault(student, []).append((since, until))
    return [
        replace(row, entered=entered, left=left)
        for row in students
        for entered, left in within((row.entered, row.left), ranges.get(row.id, ()))
    ]


def lesson_rows(
    college_id: UUID, *, course: UUID | None = None, lessons: Iterable[UUID] | None = None
) -> list[LessonRow]:
    """Lessons of a course (or these lessons), with record, room, teacher and open permission, in order of time."""
    found: list[LessonRow] = together.ask(listing_lessons(college_id, course=course, lessons=lessons))[0]
    return found


def listing_lessons(
    college_id: UUID, *, course: UUID | None = None, lessons: Iterable[UUID] | None = None
) -> Statement:
    """The statement of ``lesson_rows``, to be asked together with others."""
    own = uid(college_id)
    condition, params = "l.course_id = %s", [uid(course)] if course else []
    if lessons is not None:
        wanted = [uid(lesson) for lesson in lessons]
        condition = f"l.id IN ({marks_for(wanted)})" + (f" AND {condition}" if course else "")
        params = [*wanted, *params]
    gathered = "string_agg(o.open_until || '|' || o.places, ';')"
    if connection.vendor == "sqlite":
        gathered = gathered.replace("string_agg", "group_concat")
    return Statement(
        f"""
        SELECT l.id, l.date, l.pair, l.starts, l.ends, l.hours, l.state, l.substituted, r.name,
               p.id, p.surname, p.given, p.patronymic,
               j.id, j.topic, j.programme_topic_id, j.topic_version, j.homework, j.homework_due, j.homework_version,
               j.roll_called_at, j.roll_version, j.late_entries,
               (SELECT {gathered} FROM {table(OpenRequest)} o
                 WHERE o.college_id = l.college_id AND o.lesson_id = l.id AND o.state = %s
                   AND o.course_id = l.course_id AND o.college_id = %s),
               c.viewed_until
          FROM {table(Lesson)} l
          JOIN {table(Person)} p ON p.college_id = l.college_id AND p.id = l.teacher_id
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
          LEFT JOIN {table(Room)} r ON r.college_id = l.college_id AND r.id = l.room_id
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id AND j.course_id = l.course_id
         WHERE l.college_id = %s AND {condition}
         ORDER BY l.date, l.pair
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [RequestState.APPROVED, own, own, *params],
        _lessons,
    )


def _openings(gathered: str | None) -> tuple[Opening, ...]:
    """Permissions from one text «moment|places;moment|places»."""
    if not gathered:
        return ()
    pairs = (one.partition("|") for one in gathered.split(";"))
    found = ((_moment(until), places) for until, _bar, places in pairs)
    return tuple(Opening(until, places) for until, places in found if until is not None)


def _lessons(rows: list[tuple[Any, ...]]) -> list[LessonRow]:
    return [
        LessonRow(
            id=uuids(row[0]),
            date=_date(row[1]),  # type: ignore[arg-type]
            pair=row[2],
            starts=_time(row[3]),
            ends=_time(row[4]),
            hours=row[5],
            cancelled=row[6] == State.CANCELLED,
            substituted=bool(row[7]),
            room=row[8] or "",
            teacher_id=uuids(row[9]),
            teacher=short_name(row[10], row[11], row[12]),
            record_exists=row[13] is not None,
            topic=row[14] or "",
            programme_topic=uuids(row[15]) if row[15] else None,
            topic_version=row[16] or 0,
            homework=row[17] or "",
            homework_due=_date(row[18]),
            homework_version=row[19] or 0,
            roll_called_at=_moment(row[20]),
            roll_version=row[21] or 0,
            late_entries=row[22] or 0,
            openings=_openings(row[23]),
            viewed_until=_date(row[24]),
        )
        for row in rows
    ]


def listing_works(college_id: UUID, lessons: Iterable[UUID] | None, course: UUID | None = None) -> Statement:
    """The columns of these lessons, or of a course; for ``put_works``."""
    values = {"college": college_id, "course": course, "lessons": None if course else tuple(sorted(lessons or ()))}
    return prepared.read("works", _works, values)


def put_works(lessons: list[LessonRow], rows: list[tuple[Any, ...]]) -> None:
    """Put the columns into their lessons."""
    by_id = {lesson.id: lesson for lesson in lessons}
    for lesson_id, *column in rows:
        if lesson_id in by_id:
            by_id[lesson_id].works.append(WorkColumn(*column))


def _works(values: prepared.Values) -> QuerySet[Any]:
    rows = Work.objects.of(values["college"]).filter(removed=False)
    if values["lessons"] is None:
        rows = rows.filter(course=values["course"])
    else:
        rows = rows.filter(lesson__in=values["lessons"])
    return rows.order_by("slot").values_list(
        "lesson_id", "slot", "kind__code", "title", "weight", "kind__marks_everyone", "kind__short", "version"
    )


def listing_cells(college_id: UUID, course: UUID, lessons: Iterable[UUID] | None = None) -> Statement:
    """(student, lesson, slot, value, version, corrected, dated) of a course, ids as the database keeps them."""
    params: list[Any] = [uid(college_id), uid(course)]
    condition = ""
    if lessons is not None:
        wanted = [uid(lesson) for lesson in lessons]
        condition = f" AND lesson_id IN ({marks_for(wanted)})"
        params += wanted
    return Statement(
        f"SELECT student_id, lesson_id, slot, value, version, corrected, dated FROM {table(Entry)} "  # noqa: S608
        f"WHERE college_id = %s AND course_id = %s{condition}",
        params,
    )


def cells(college_id: UUID, course: UUID, lessons: Iterable[UUID] | None = None) -> list[Cell]:
    """The entries of a course (or of these lessons of it)."""
    return [
        Cell(uuids(row[0]), uuids(row[1]), row[2], row[3], row[4], row[5], _date(row[6]))
        for row in together.ask(listing_cells(college_id, course, lessons))[0]
    ]


def excuses_of(
    college_id: UUID, students: Iterable[UUID], since: date, until: date
) -> dict[UUID, list[tuple[date, date, str]]]:
    """Accepted causes of absence touching the range: student → [(since, until, kind)]."""
    wanted = tuple(sorted(students))
    if not wanted:
        return {}
    values = {"college": college_id, "students": wanted, "since": since, "until": until}
    return by_student(prepared.run("excuses", _excuses, values))


def listing_excuses(college_id: UUID, group: UUID, since: date, until: date) -> Statement:
    """The causes of all who were ever on the group's list; for ``by_student``."""
    values = {"college": college_id, "group": group, "since": since, "until": until}
    return prepared.read("excuses of group", _excuses_of_group, values)


def by_student(rows: Iterable[tuple[Any, ...]]) -> dict[UUID, list[tuple[date, date, str]]]:
    """student → [(since, until, kind)]."""
    found: dict[UUID, list[tuple[date, date, str]]] = {}
    for student, first, last, kind in rows:
        found.setdefault(student, []).append((first, last, kind))
    return found


def _excuses(values: prepared.Values) -> QuerySet[Any]:
    return _accepted(values).filter(student__in=values["students"])


def _excuses_of_group(values: prepared.Values) -> QuerySet[Any]:
    members = Membership.objects.of(values["college"]).filter(group=values["group"])
    return _accepted(values).filter(student__in=members.values("student"))


def _accepted(values: prepared.Values) -> QuerySet[Any]:
    rows = Excuse.objects.of(values["college"]).filter(
        since__lte=values["until"], until__gte=values["since"], state=RequestState.APPROVED
    )
    return rows.order_by("since").values_list("student_id", "since", "until", "kind")


def listing_kinds(college_id: UUID, course: Course) -> Statement:
    """(code, short, name, weight, everyone, closed_on) of the college's kinds of work in their order; the weight is that of the page."""
    values = {"college": college_id, "course": course.id, "discipline": course.discipline_id}
    return prepared.read("kinds", _kinds, values)


def _kinds(values: prepared.Values) -> QuerySet[Any]:
    rows = weighed_kinds(values["college"], values["course"], values["discipline"]).order_by("position", "name")
    return rows.values_list("code", "short", "name", "effective", "marks_everyone", "closed_on")
