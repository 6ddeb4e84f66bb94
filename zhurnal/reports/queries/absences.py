"""Absences of groups with what is known of their causes (A6.1, A6.3): the raw rows of every report on attendance."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from zhurnal.curriculum.models import Course
from zhurnal.journal.models import Entry, Excuse
from zhurnal.journal.queries.then import Then, cells_then, end_of, places_of
from zhurnal.journal.rules import signs
from zhurnal.journal.rules.absences import Missed
from zhurnal.journal.rules.attendance import Range, shown_sign
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel.sql import day_of, fetch_all, hexed, marks_for, table, uid, uuids
from zhurnal.people.actor import PersonActor
from zhurnal.reports.rules.asked import Asked
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


def moment_of(actor: PersonActor, asked: Asked) -> datetime | None:
    """As of when a report reads the cells; None: as they stand."""
    return end_of(actor, asked.then) if asked.then else None


class Absence(NamedTuple):
    """A lesson (its hexadecimal id) missed; ``sign`` tells the cause: «н» not told yet, «ну», «нб», «нп» valid, «нн» none."""

    group: UUID
    student: UUID
    course: UUID
    lesson: str
    teacher: UUID
    date: date
    pair: int
    hours: int
    sign: str


def absences(
    college_id: UUID, groups: Iterable[UUID], since: date, until: date, moment: datetime | None = None
) -> list[Absence]:
    """Of lessons of these groups that were not cancelled, both days included. Two statements.

    ``moment``: as the cells stood then, which takes three more; causes are those told by now (A6.3: they count backwards).
    """
    own = list(groups)
    wanted, told = [uid(group) for group in own], excuses_between(college_id, since, until)
    rows = fetch_all(
        f"""
        SELECT c.group_id, e.student_id, e.course_id, e.lesson_id, l.teacher_id, l.date, l.pair, l.hours, e.value
          FROM {table(Course)} c
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
          JOIN {table(Entry)} e ON e.college_id = l.college_id AND e.course_id = l.course_id AND e.lesson_id = l.id
         WHERE c.college_id = %s AND c.group_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s AND l.state <> %s
           AND e.slot = 0 AND e.value IN ({marks_for(signs.ABSENCES)})
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted, since, until, State.CANCELLED, *signs.ABSENCES],
    )
    changed = {(one.lesson.hex, one.student): one for one in cells_then(college_id, own, until, moment, roll=True)}
    found = _absences_then(college_id, since, changed.values(), told)
    for group, student, course, lesson, teacher, on, pair, hours, value in rows:
        who, day = uuids(student), day_of(on)
        if changed and (hexed(lesson), who) in changed:
            continue
        sign = shown_sign(value, day, told.get(who, ()))
        found.append(Absence(uuids(group), who, uuids(course), hexed(lesson), uuids(teacher), day, pair, hours, sign))
    return found


def _absences_then(
    college_id: UUID, since: date, changed: Iterable[Then], told: Mapping[UUID, Sequence[Range]]
) -> list[Absence]:
    """Cells that were absences then and have been changed since."""
    were = [one for one in changed if one.value in signs.ABSENCES]
    places, found = places_of(college_id, were), []
    for one in were:
        place = places.get(one.lesson)
        if place is not None and place.date >= since:
            sign = shown_sign(one.value, place.date, told.get(one.student, ()))
            found.append(
                Absence(
                    place.group, one.student, one.course, one.lesson.hex, place.teacher, place.date, place.pair, place.hours,
                    sign,
                )
            )  # fmt: skip
    return found


def excuses_between(college_id: UUID, since: date, until: date) -> dict[UUID, Sequence[Range]]:
    """student → accepted causes that touch the days, in the order of their beginning. One statement."""
    rows = Excuse.objects.of(college_id).filter(since__lte=until, until__gte=since, state=RequestState.APPROVED)
    found: dict[UUID, list[Range]] = defaultdict(list)
    for student, first, last, kind in rows.order_by("since").values_list("student_id", "since", "until", "kind"):
        found[student].append((first, last, kind))
    return dict(found)


def missed_hours(
    college_id: UUID, groups: Iterable[UUID], since: date, until: date, changed: Iterable[Then] = ()
) -> dict[UUID, dict[UUID, Missed]]:
    """group → student → the hours missed in its lessons: what ``absences`` come to, with a row for a day instead of a lesson. Two statements.

    ``changed``: cells that stood otherwise on the day that is asked about: what is missed now goes out, what was missed then comes in. One more.
    """
    own = list(groups)
    wanted, told = [uid(group) for group in own], excuses_between(college_id, since, until)
    rows = fetch_all(
        f"""
        SELECT c.group_id, e.student_id, l.date, e.value, SUM(l.hours)
          FROM {table(Course)} c
          JOIN {table(Lesson)} l ON l.college_id = c.college_id AND l.course_id = c.id
          JOIN {table(Entry)} e ON e.college_id = l.college_id AND e.course_id = l.course_id AND e.lesson_id = l.id
         WHERE c.college_id = %s AND c.group_id IN ({marks_for(wanted)}) AND l.date >= %s AND l.date <= %s AND l.state <> %s
           AND e.slot = 0 AND e.value IN ({marks_for(signs.ABSENCES)})
         GROUP BY c.group_id, e.student_id, l.date, e.value
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(college_id), *wanted, since, until, State.CANCELLED, *signs.ABSENCES],
    )
    found: dict[UUID, dict[UUID, Missed]] = defaultdict(lambda: defaultdict(Missed))
    for group, student, on, value, hours in rows:
        who = uuids(student)
        found[uuids(group)][who].add(shown_sign(value, day_of(on), told.get(who, ())), hours)
    roll = [one for one in changed if one.slot == 0]
    places = places_of(college_id, roll)
    for one in roll:
        place = places.get(one.lesson)
        if place is None or place.date < since:
            continue
        for value, hours in ((one.now, -place.hours), (one.value, place.hours)):
            if value in signs.ABSENCES:
                sign = shown_sign(value, place.date, told.get(one.student, ()))
                found[place.group][one.student].add(sign, hours)
    return found
