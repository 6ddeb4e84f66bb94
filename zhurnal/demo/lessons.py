"""Dated lessons of the term, from the weekly timetable: never more hours than the plan has."""

from collections.abc import Iterator
from datetime import date, timedelta

from zhurnal.demo.calendar import DemoYear
from zhurnal.demo.pages import Teaching
from zhurnal.demo.rows import BellRow, LessonRow
from zhurnal.demo.specs import CollegeSpec, GroupSpec
from zhurnal.demo.timetable import Timetable

Draft = tuple[date, int, str]  # day, pair, course
PRACTICE_PAIRS = (1, 2, 3)


def dated_lessons(
    spec: CollegeSpec, year: DemoYear, made: Teaching, table: Timetable, bells: tuple[BellRow, ...]
) -> list[LessonRow]:
    """All lessons of the term in order of time."""
    drafts: list[Draft] = []
    for group in spec.groups:
        theory = list(_theory(year, group, table))
        drafts += theory
        drafts += _practice(year, group, made, max(day for day, _, _ in theory))
    return [lesson_row(number, draft, made, bells) for number, draft in enumerate(sorted(drafts), 1)]


def lesson_row(
    number: int, draft: Draft, made: Teaching, bells: tuple[BellRow, ...], origin: str = "timetable"
) -> LessonRow:
    """A lesson of a course on a day, at the time of its bell."""
    day, pair, key = draft
    course = made.courses[key]
    bell = next(row for row in bells if row.weekday == day.isoweekday() and row.pair == pair)
    return LessonRow(number, key, day, pair, bell.starts, bell.ends, course.room, course.teacher, origin=origin)


def week_of(year: DemoYear, day: date) -> int:
    """The number of a week of the term, from 1."""
    first = year.autumn.starts - timedelta(days=year.autumn.starts.weekday())
    return (day - first).days // 7 + 1


def _theory(year: DemoYear, group: GroupSpec, table: Timetable) -> Iterator[Draft]:
    """Week after week of theory; a holiday takes its lessons away, weeks of practice move them on."""
    away = range(group.practice_weeks[0], group.practice_weeks[1] + 1) if group.practice_weeks else ()
    for (day, pair), unit in sorted(table.placed[group.name].items()):
        dates = [found for found in year.dates_of(day) if found is None or week_of(year, found) not in away]
        for found, courses in zip(dates, unit.weeks, strict=False):
            for course in courses if found else ():
                yield found, pair, course  # type: ignore[misc]


def _practice(year: DemoYear, group: GroupSpec, made: Teaching, last: date) -> Iterator[Draft]:
    """Weeks of training practice: three pairs a day in a workshop; after the theory when no weeks are named."""
    weeks = group.practice_weeks
    term = [found for day in range(6) for found in year.dates_of(day) if found]
    days = sorted(day for day in term if (week_of(year, day) >= weeks[0] if weeks else day > last))
    for course in made.practice.get(group.name, ()):
        left = made.courses[course].pairs
        for day in days:
            for pair in PRACTICE_PAIRS[: min(3, left)]:
                yield day, pair, course
            left -= min(3, left)
