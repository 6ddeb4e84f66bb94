"""The weekly pattern: on which dates of a term a slot falls. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import IntEnum, StrEnum
from uuid import UUID

from zhurnal.curriculum.rules.practice import Practice, practice_on
from zhurnal.kernel.dates import days_between
from zhurnal.timetable.rules.lesson import is_remote


class Weeks(StrEnum):
    """In which weeks of the two-week cycle; the term's first week is odd (числитель)."""

    EVERY = "every"
    ODD = "odd"
    EVEN = "even"


class Half(IntEnum):
    """The whole pair, or one academic hour of it."""

    WHOLE = 0
    FIRST = 1
    SECOND = 2


WEEKS_WORDS = {Weeks.EVERY: "каждую неделю", Weeks.ODD: "нечётная неделя", Weeks.EVEN: "чётная неделя"}
HALF_WORDS = {Half.WHOLE: "вся пара", Half.FIRST: "первый час", Half.SECOND: "второй час"}


@dataclass(frozen=True, slots=True)
class SlotRow:
    """A slot as the rules see it; ids of course, group, subgroup, teacher and room, ``stream`` of joined groups.

    ``starts`` and ``ends`` are its minutes by the bells of its shift and ``building``, where somebody asked for them.
    """

    id: UUID
    course: UUID
    group: UUID
    subgroup: UUID | None
    teacher: UUID
    room: UUID | None
    weekday: int
    pair: int
    weeks: Weeks
    half: Half
    since: date
    until: date
    remote: bool = False
    stream: UUID | None = None
    shift: int = 1
    building: str = ""
    room_name: str = ""
    link: str = ""
    starts: time | None = None
    ends: time | None = None

    @property
    def distant(self) -> bool:
        """Whether it is held without a room."""
        return self.remote or is_remote(self.room_name)

    @property
    def hours(self) -> int:
        """Academic hours of one lesson."""
        return 2 if self.half is Half.WHOLE else 1


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a term: ``moved`` date → weekday by which it works, ``practices`` group → its practices."""

    starts: date
    ends: date
    holidays: frozenset[date] = frozenset()
    moved: Mapping[date, int] = field(default_factory=dict)
    practices: Mapping[UUID, tuple[Practice, ...]] = field(default_factory=dict)

    def weeks_of(self, day: date) -> Weeks:
        """Whether the day's week is odd or even; the week that holds the first day of the term is odd."""
        first = self.starts - timedelta(days=self.starts.weekday())
        return Weeks.EVEN if (day - first).days // 7 % 2 else Weeks.ODD

    def weekday(self, day: date) -> int:
        """The weekday by which the date works; 0 when nothing is held. A moved day works although it is a holiday."""
        if day in self.moved:
            return self.moved[day]
        return 0 if day in self.holidays else day.isoweekday()

    def days(self, since: date, until: date) -> Iterator[date]:
        """The days of the term between two dates, both included."""
        return days_between(max(since, self.starts), min(until, self.ends))


def dates_of(slot: SlotRow, calendar: Calendar) -> list[date]:
    """The dates on which the slot is held, in order."""
    practices = calendar.practices.get(slot.group, ())
    return [
        day
        for day in calendar.days(slot.since, slot.until)
        if calendar.weekday(day) == slot.weekday
        and slot.weeks in (Weeks.EVERY, calendar.weeks_of(day))
        and practice_on(practices, day) is None
    ]
