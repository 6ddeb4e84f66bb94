"""Lessons that somebody watches, each with its squares and where it stands now (1.7); within the groups of the watcher."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import lesson_facts
from zhurnal.journal.queries.shapes import LessonRow
from zhurnal.journal.rules.locks import LessonTime, needs_permission
from zhurnal.journal.rules.places import open_until
from zhurnal.journal.rules.squares import Squares, squares
from zhurnal.kernel import policy, prepared
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.oversight.rules.filling import Standing, is_owed, standing
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.people.rules.names import full_name
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

ACTION = "oversight.filling.read"


@dataclass(frozen=True, slots=True)
class WatchedGroup:
    """A group within the person's reach."""

    id: UUID
    name: str
    department: UUID
    department_name: str


@dataclass(slots=True)
class WatchedLesson:
    """A lesson with its squares and where it stands now. ``late``: entries made after their time; ``late_days``: of the first one.

    ``closed``: only with a permission, for which the teacher may ask; ``frozen``: its term is closed, and no permission opens it.
    """

    id: UUID
    course: UUID
    date: date
    starts: time
    group: str
    discipline: str
    teacher: UUID
    teacher_name: str
    states: Squares
    standing: Standing
    owed: bool
    group_id: UUID
    late: int
    late_days: int
    closed: bool
    frozen: bool


@dataclass(frozen=True, slots=True)
class Wanted:
    """Lessons between two days (and of one more ``day``); of some groups only, of one teacher only."""

    since: date
    until: date
    day: date | None = None
    groups: Collection[UUID] | None = None
    teacher: UUID | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    group_id: UUID
    group: str
    discipline: str
    course: UUID
    teacher_name: str
    recorded: date | None
    frozen: bool


def watched_groups(actor: PersonActor) -> dict[UUID, WatchedGroup]:
    """Groups within reach, by department and name."""
    found = prepared.run((ACTION, actor.kind()), lambda values: _groups(actor.outlined(values)), actor.outline())
    return {row[0]: WatchedGroup(*row) for row in found}


def _groups(actor: PersonActor) -> QuerySet[Any]:
    today = actor.today
    rows = policy.visible(actor, ACTION).filter(year__starts__lte=today, year__ends__gte=today)
    found: QuerySet[Any] = rows.order_by("department__name", "name").values_list(
        "pk", "name", "department_id", "department__short_name"
    )
    return found


def watched_lessons(actor: PersonActor, wanted: Wanted) -> list[WatchedLesson]:
    """The lessons that were not cancelled, in order of time, as they stand at the actor's moment. Four statements."""
    heads = _heads(actor, wanted)
    rows = {row.id: row for row in lesson_rows(actor.college_id, lessons=list(heads))} if heads else {}
    facts = lesson_facts(actor.college_id, list(rows.values())) if rows else {}
    found = []
    for pk, head in heads.items():
        row = rows.get(pk)
        if row is None:
            continue
        states = squares(facts[pk], actor.today)
        days = (head.recorded - row.date).days if row.late_entries and head.recorded else 0
        found.append(
            WatchedLesson(
                pk, head.course, row.date, row.starts, head.group, head.discipline, row.teacher_id, head.teacher_name, states,
                standing(states, row.date, row.starts, row.ends, actor.now),
                is_owed(states, row.date, row.ends, actor.now), head.group_id, row.late_entries, max(days, 0),
                _is_closed(actor, row), head.frozen,
            )
        )  # fmt: skip
    return found


def _is_closed(actor: PersonActor, row: LessonRow) -> bool:
    when = LessonTime(row.date, row.cancelled, open_until(row.openings, ""), viewed_until=row.viewed_until)
    return needs_permission(when, actor.now, actor.parameters)


def _heads(actor: PersonActor, wanted: Wanted) -> Mapping[UUID, _Head]:
    """lesson → its group, discipline, course, and the teacher by full name."""
    condition, params = "l.date BETWEEN %s AND %s", list[Any]([wanted.since, wanted.until])
    if wanted.day is not None and not wanted.since <= wanted.day <= wanted.until:
        condition, params = f"({condition} OR l.date = %s)", [*params, wanted.day]
    if wanted.groups is not None:
        condition = f"{condition} AND c.group_id IN ({marks_for(wanted.groups)})"
        params += [uid(group) for group in wanted.groups]
    if wanted.teacher is not None:
        condition, params = f"{condition} AND l.teacher_id = %s", [*params, uid(wanted.teacher)]
    rows = fetch_all(
        f"""
        SELECT l.id, c.group_id, g.name, c.id, d."index", d.name, d.short_name, d.kind, j.recorded_at,
               c.frozen_at IS NOT NULL,
               p.surname, p.given, p.patronymic
          FROM {table(Lesson)} l
          JOIN {table(Course)} c ON c.college_id = l.college_id AND c.id = l.course_id
          JOIN {table(Group)} g ON g.college_id = c.college_id AND g.id = c.group_id
          JOIN {table(Discipline)} d ON d.college_id = c.college_id AND d.id = c.discipline_id
          JOIN {table(Person)} p ON p.college_id = l.college_id AND p.id = l.teacher_id
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = l.college_id AND j.lesson_id = l.id
         WHERE l.college_id = %s AND l.state = %s AND {condition}
         ORDER BY l.date, l.pair, c.group_id
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [uid(actor.college_id), State.PLANNED, *params],
    )
    return {
        uuids(pk): _Head(
            uuids(group), name, _title(index, long, short, kind), uuids(course), full_name(*person), _day(recorded, actor),
            bool(frozen),
        )
        for pk, group, name, course, index, long, short, kind, recorded, frozen, *person in rows
    }  # fmt: skip


def _day(recorded: datetime | str | None, actor: PersonActor) -> date | None:
    """The college's day of a moment; SQLite gives moments as texts of UTC."""
    if recorded is None:
        return None
    moment = datetime.fromisoformat(recorded) if isinstance(recorded, str) else recorded
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(actor.now.tzinfo).date()


def _title(index: str, name: str, short: str, kind: str) -> str:
    """A discipline by its short name, a part of a module by its index."""
    return index if kind == JournalKind.MODULE and index else short or name
