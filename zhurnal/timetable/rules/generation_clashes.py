"""Lessons from the pattern against those that people or files laid for other courses, date by date. Pure."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from zhurnal.timetable.rules.clashes import Placed, Shared, clashes_of


@dataclass(frozen=True, slots=True)
class Met:
    """A lesson from the pattern (``course`` at its place) and ``other``, a lesson that stands in its way."""

    date: date
    pair: int
    course: UUID
    other: UUID
    shared: Shared


@dataclass(frozen=True, slots=True)
class Wish:
    """A lesson that the pattern lays."""

    date: date
    pair: int
    starts: time
    ends: time
    course: UUID
    teacher: UUID
    room: UUID | None


@dataclass(frozen=True, slots=True)
class Page:
    """Whose a course is: group, perhaps a subgroup, perhaps a stream of joined groups."""

    group: UUID
    subgroup: UUID | None
    stream: UUID | None


def meetings(
    wishes: Iterable[Wish], others: Iterable[Placed], pages: dict[UUID, Page], remote: Container[UUID | None]
) -> list[Met]:
    """What each wish meets, by date and pair; one of a pair of lessons is told once. ``remote``: rooms that are none."""
    days: dict[date, list[Placed]] = defaultdict(list)
    for other in others:
        days[other.date].append(other)
    found: dict[tuple[date, int, UUID, UUID], Met] = {}
    for wish in wishes if days else ():
        if wish.date not in days:
            continue
        page = pages[wish.course]
        room = None if wish.room in remote else wish.room
        placed = Placed(
            ("wish", wish.course),
            wish.date,
            wish.starts,
            wish.ends,
            wish.teacher,
            page.group,
            page.subgroup,
            room,
            page.stream,
        )
        for clash in clashes_of(placed, days[wish.date]):
            there: UUID = clash.second.lesson  # type: ignore[assignment]
            key = (wish.date, wish.pair, wish.course, there)
            found.setdefault(key, Met(*key, clash.shared))
    return sorted(found.values(), key=lambda met: (met.date, met.pair, met.course))
