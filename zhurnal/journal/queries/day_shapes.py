"""What the teacher's day is made of: plain values for the template."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from zhurnal.journal.queries.long_unasked import Unasked
from zhurnal.journal.rules.gaps import Part
from zhurnal.journal.rules.phase import Phase
from zhurnal.journal.rules.squares import Squares


@dataclass(frozen=True, slots=True)
class DayLesson:
    """One lesson of the day. ``step`` is what the button says, ``place`` the part of the lesson's page it leads to."""

    id: UUID
    course_id: UUID
    starts: dt.time
    ends: dt.time
    group: str
    title: str
    brief: str
    subgroup: str
    listed: int
    room: str
    topic: str
    instead_of: str
    reason: str
    phase: Phase
    complete: bool
    recorded: bool
    states: Squares
    parts: tuple[Part, ...]
    step: str
    place: str
    note: str
    main: bool

    @property
    def is_ahead(self) -> bool:
        """Not begun yet, nor recorded before its bell: it can be prepared."""
        return self.phase in (Phase.NEXT, Phase.LATER) and not self.recorded

    @property
    def folded(self) -> bool:
        """Complete, and not under way: one line is enough."""
        return self.complete and self.phase in (Phase.PAST, Phase.NEXT, Phase.LATER)

    @property
    def tells_parts(self) -> bool:
        """Whether the four squares stand with their words."""
        return self.phase is not Phase.CANCELLED and not self.folded


@dataclass(frozen=True, slots=True)
class PreparedLesson:
    """A line of the next day: what is ready for it. ``topic_state``: «тема записана», «тема из плана», «без темы»."""

    id: UUID
    starts: dt.time
    group: str
    title: str
    topic: str
    topic_state: str


@dataclass(frozen=True, slots=True)
class NextDay:
    """The next day with lessons within a week."""

    date: dt.date
    lessons: tuple[PreparedLesson, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class Unfilled:
    """A lesson of an earlier day in which something is missing. ``closed_on``: since when it needs a permission.

    ``opened``: the part that alone is open until ``open_until`` («тема»), "" when it is the whole lesson.
    """

    id: UUID
    date: dt.date
    pair: int
    group: str
    brief: str
    code: str
    subgroup: str
    states: Squares
    words: str
    step: str
    place: str
    closed_on: dt.date | None
    asked: str
    open_until: dt.datetime | None
    opened: str = ""


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day of the strip: a (fill, days late) for each lesson."""

    date: dt.date
    squares: tuple[tuple[int, int], ...]
    current: bool


@dataclass(frozen=True, slots=True)
class NextLesson:
    """The nearest lesson after an empty day."""

    id: UUID
    date: dt.date
    starts: dt.time
    group: str
    brief: str


@dataclass(frozen=True, slots=True)
class UnaskedGroup:
    """Those of a group (in one course) who had no mark for long; ``more``: how many are not named."""

    group: str
    course_id: UUID
    since: tuple[Unasked, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Day:
    """Everything the page «Сегодня» shows."""

    date: dt.date
    today: dt.date
    previous: dt.date
    following: dt.date
    week_number: int
    hours: int
    week: tuple[WeekDay, ...]
    lessons: tuple[DayLesson, ...]
    next_day: NextDay | None
    next_lesson: NextLesson | None
    unfilled: tuple[Unfilled, ...]
    unasked: tuple[UnaskedGroup, ...]

    @property
    def is_today(self) -> bool:
        """Whether the page shows the present day."""
        return self.date == self.today

    @property
    def held(self) -> int:
        """Lessons of the day that were not cancelled."""
        return sum(1 for lesson in self.lessons if lesson.phase != Phase.CANCELLED)
