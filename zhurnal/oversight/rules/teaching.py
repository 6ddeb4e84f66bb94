"""The teacher's hours (A5.2, A5.3, A5.7): who sat, he is paid; subgroups double, joined groups once where the college counts so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from zhurnal.oversight.rules.hours import Hours


class Standing(StrEnum):
    """What became of a lesson: held and recorded (A5.12), passed without a record, still to come, cancelled."""

    GIVEN = "given"
    UNRECORDED = "unrecorded"
    AHEAD = "ahead"
    LOST = "lost"


_ORDER = tuple(Standing)


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson in one group's journal, as the hours of its teacher see it."""

    teacher: UUID
    date: date
    pair: int
    hours: int
    standing: Standing


def of_lesson(lesson: Taught) -> Hours:
    """The hours of one lesson."""
    return Hours(0, **{lesson.standing.value: lesson.hours})


def counted_twice(joined: Iterable[Taught]) -> dict[UUID, Hours]:
    """teacher → hours that the journals of joined groups hold more than once: to be taken off his own.

    ``joined``: lessons of joined groups. What stands at one time with one teacher is one sitting; it is given when it was given
    in any of the groups, and lasts as long as the longest of them, so that nothing given is lost.
    """
    sittings: dict[tuple[UUID, date, int], list[Taught]] = defaultdict(list)
    for lesson in joined:
        sittings[lesson.teacher, lesson.date, lesson.pair].append(lesson)
    found: dict[UUID, Hours] = defaultdict(lambda: Hours(0))
    for (teacher, _day, _pair), lessons in sittings.items():
        lessons.sort(key=lambda lesson: (_ORDER.index(lesson.standing), -lesson.hours))
        for lesson in lessons[1:]:
            found[teacher] += of_lesson(lesson)
    return dict(found)


def months_shown(since: date, until: date, written: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The months of the days, and those after them up to the last in which something is written."""
    return months_between(since, max([until, *(date(year, month, 1) for year, month in written)]))


def months_between(since: date, until: date) -> list[tuple[int, int]]:
    """(year, month) of every month that the days touch, in order."""
    found, day = [], since.replace(day=1)
    while day <= until:
        found.append((day.year, day.month))
        day = (day + timedelta(days=32)).replace(day=1)
    return found
