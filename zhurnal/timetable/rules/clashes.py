"""What cannot be at the same time: one teacher, one room, one group in two lessons. Pure.

Lessons that stand together on purpose carry the same ``joined`` mark: their teacher and room are one (A5.3, A5.4). Subgroups of a
group may sit apart at one time, a whole group and its subgroup may not (A5.2).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Shared(StrEnum):
    """What two lessons at one time have in common."""

    TEACHER = "teacher"
    GROUP = "group"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Placed:
    """A lesson at its place; ``room`` and ``subgroup`` may be None, ``joined`` is one mark for lessons held together."""

    lesson: Hashable
    date: date
    starts: time
    ends: time
    teacher: Hashable
    group: Hashable
    subgroup: Hashable = None
    room: Hashable = None
    joined: Hashable = None


@dataclass(frozen=True, slots=True)
class Clash:
    """Two lessons that share something at one time."""

    shared: Shared
    first: Placed
    second: Placed


def overlaps(one: Placed, other: Placed) -> bool:
    """Whether two lessons take the same minutes of a day."""
    return one.date == other.date and one.starts < other.ends and other.starts < one.ends


def shared(one: Placed, other: Placed) -> list[Shared]:
    """What two lessons that overlap share, and must not."""
    found = []
    together = one.joined is not None and one.joined == other.joined
    if one.teacher is not None and one.teacher == other.teacher and not together:
        found.append(Shared.TEACHER)
    apart = one.subgroup is not None and other.subgroup is not None and one.subgroup != other.subgroup
    if one.group == other.group and not apart:
        found.append(Shared.GROUP)
    if one.room is not None and one.room == other.room and not together:
        found.append(Shared.ROOM)
    return found


def clashes_of(wanted: Placed, others: Iterable[Placed]) -> list[Clash]:
    """The clashes of one lesson with others (itself left out), the teacher's first."""
    found = [
        Clash(what, wanted, other)
        for other in others
        if other.lesson != wanted.lesson and overlaps(wanted, other)
        for what in shared(wanted, other)
    ]
    return sorted(found, key=lambda clash: tuple(Shared).index(clash.shared))


def all_clashes(lessons: Iterable[Placed]) -> list[Clash]:
    """Every pair of lessons that clashes, day by day."""
    days: dict[date, list[Placed]] = defaultdict(list)
    for lesson in lessons:
        days[lesson.date].append(lesson)
    found: list[Clash] = []
    for day in sorted(days):
        begun: list[Placed] = []
        for lesson in sorted(days[day], key=lambda placed: placed.starts):
            begun = [other for other in begun if other.ends > lesson.starts]
            found += clashes_of(lesson, begun)
            begun.append(lesson)
    return found
