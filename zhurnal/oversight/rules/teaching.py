"""The teacher's hours (A5.2, A5.3, A5.7): who sat, he is paid; subgroups double, joined groups once where the college counts so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from zhurnal.oversight.rules.hours import Hours, Together

NONE = Hours(0)


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


@dataclass(frozen=True, slots=True)
class Twice:
    """What the journals of joined groups hold more than once of a teacher's hours (A5.3): ``own``, those he gave; the plan of streams
    that he leads, what it still asks for, what it comes to, and what others gave of it. ``whole``: of those streams, whoever taught."""

    own: Hours = NONE
    plan: int = 0
    left: int = 0
    outcome: int = 0
    others: int = 0
    whole: Hours = NONE

    def __add__(self, other: "Twice") -> "Twice":
        return Twice(
            self.own + other.own,
            self.plan + other.plan,
            self.left + other.left,
            self.outcome + other.outcome,
            self.others + other.others,
            self.whole + other.whole,
        )


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


def of_stream(teacher: UUID, journals: Collection[Hours], joined: Iterable[Taught]) -> Twice:
    """What these journals of one stream, all led by the teacher, hold more than once beside the hours he gave.

    ``journals``: what each comes to; ``joined``: their lessons, whoever taught them. Journals ask for no less than nothing
    each, so what the stream asks for is not the sum of theirs.
    """
    twice = counted_twice(joined)
    plan = sum(hours.plan for hours in journals) - max(hours.plan for hours in journals)
    whole = sum(twice.values(), Hours(plan))
    once = sum(journals, Hours(0)) - whole
    return Twice(
        plan=plan,
        left=sum(hours.left for hours in journals) - once.left,
        outcome=sum(hours.outcome for hours in journals) - once.outcome,
        others=sum(hours.given for who, hours in twice.items() if who != teacher),
        whole=whole,
    )


def in_all(journals: Collection[Hours], twice: Twice) -> Together:
    """What these journals, all led by one teacher, come to: sittings and plans of joined groups once (A5.2, A5.3)."""
    once = sum(journals, Hours(0)) - twice.whole
    return Together(
        once.plan, once.given, once.unrecorded, once.ahead, once.lost, once.away, once.corrected,
        rest=sum(hours.left for hours in journals) - twice.left,
        result=sum(hours.outcome for hours in journals) - twice.outcome,
    )  # fmt: skip


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
