"""Marks of a whole term in a few sums: by student, and by lesson and hour of writing."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection

from zhurnal.curriculum.models import Course
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.signs import MARKS
from zhurnal.kernel.sql import day_of, table, uid, uuids
from zhurnal.kernel.together import Rows, Statement
from zhurnal.objectivity.queries.scope import Scope
from zhurnal.objectivity.rules.heaps import Column, Entered
from zhurnal.objectivity.rules.strictness import Cell
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State

_MARKS = ", ".join(f"'{mark}'" for mark in MARKS)


def _counted() -> str:
    """Marks ``e`` of lessons ``l`` of a term: written ones of works and отработки, as of a day."""
    return f"""
          FROM {table(Entry)} e
          JOIN {table(Lesson)} l ON l.college_id = e.college_id AND l.id = e.lesson_id
         WHERE e.college_id = %s AND l.term_id = %s AND l.date <= %s AND e.slot <> 0 AND e.value IN ({_MARKS})
           AND e.changed_at < %s"""


def _values(scope: Scope) -> list[Any]:
    return [uid(scope.college), uid(scope.term), scope.day, _moment(scope.before)]


def _moment(moment: datetime) -> Any:
    """A moment as the database compares it."""
    return connection.ops.adapt_datetimefield_value(moment.astimezone(UTC))


def cells(scope: Scope) -> Statement:
    """The marks of each student in each journal."""
    text = f"""
        SELECT c.group_id, s.course_id, s.student_id, s.marks, s.total, s.squares
          FROM (SELECT e.college_id, e.course_id, e.student_id, COUNT(*) AS marks, SUM(CAST(e.value AS INTEGER)) AS total,
                       SUM(CAST(e.value AS INTEGER) * CAST(e.value AS INTEGER)) AS squares {_counted()}
                 GROUP BY e.college_id, e.course_id, e.student_id) s
          JOIN {table(Course)} c ON c.college_id = s.college_id AND c.id = s.course_id
         WHERE s.college_id = %s AND c.college_id = %s
    """  # noqa: S608  (only names of our own tables, closed values and placeholders are put in)
    own = uid(scope.college)
    return Statement(text, [*_values(scope), own, own], _cells)


def _cells(rows: Rows) -> list[Cell]:
    return [
        Cell(uuids(group), uuids(course), uuids(student), int(count), int(total), int(squares))
        for group, course, student, count, total, squares in rows
    ]


@dataclass(slots=True)
class Spread:
    """How the marks of one journal lie over its lessons and days of writing."""

    columns: list[Column] = field(default_factory=list)
    entered: list[Entered] = field(default_factory=list)

    @property
    def marks(self) -> int:
        """All of them."""
        return sum(column.marks for column in self.columns)


def lessons(scope: Scope, course: UUID | None = None) -> Statement:
    """Held lessons of the term (of one journal): (course, lesson, date)."""
    only, own = ("", []) if course is None else (" AND l.course_id = %s", [uid(course)])
    text = f"""
        SELECT l.course_id, l.id, l.date FROM {table(Lesson)} l
         WHERE l.college_id = %s AND l.term_id = %s AND l.date <= %s AND l.state = %s{only}
    """  # noqa: S608
    return Statement(text, [uid(scope.college), uid(scope.term), scope.day, State.PLANNED.value, *own])


def written(scope: Scope, course: UUID | None = None) -> Statement:
    """How many marks of each lesson (of one journal) were last written in which hour: (lesson, hour, marks)."""
    only, own = ("", []) if course is None else (" AND e.course_id = %s", [uid(course)])
    hour = "substr(e.changed_at, 1, 13)"
    if connection.vendor == "postgresql":
        hour = "to_char(e.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"
    text = f"SELECT e.lesson_id, {hour} AS written, COUNT(*) {_counted()}{only} GROUP BY e.lesson_id, written"
    return Statement(text, [*_values(scope), *own])


def spreads(scope: Scope, held: Rows, hours: Rows) -> dict[UUID, Spread]:
    """course → its spread, from the rows of ``lessons`` and ``written``."""
    by_lesson: dict[Any, list[tuple[str, int]]] = defaultdict(list)
    for lesson, hour, count in hours:
        by_lesson[lesson].append((hour, int(count)))
    found: dict[Any, Spread] = defaultdict(Spread)
    for course, lesson, day in held:
        spread, on, parts = found[course], day_of(day), by_lesson.get(lesson, ())
        spread.columns.append(Column(on, sum(count for _hour, count in parts)))
        spread.entered.extend(Entered(on, local_day(hour, scope.zone), count) for hour, count in parts)
    return {uuids(course): spread for course, spread in found.items()}


@lru_cache(maxsize=4000)
def local_day(hour: str, zone: Any) -> date:
    """The college's day of an hour «2026-11-24 07» of UTC (the zones of Russia are whole hours)."""
    return datetime.strptime(f"{hour[:10]} {hour[11:13]}", "%Y-%m-%d %H").replace(tzinfo=UTC).astimezone(zone).date()


def marks_by_journal(found: Iterable[Cell]) -> dict[Any, int]:
    """journal → how many marks it holds."""
    total: dict[Any, int] = defaultdict(int)
    for cell in found:
        total[cell.journal] += cell.count
    return total
