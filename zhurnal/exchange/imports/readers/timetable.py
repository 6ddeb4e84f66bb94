"""A timetable as a scheduling programme tells it. Outer keys are the ids of that programme; ``line`` is the place in the file."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from zhurnal.exchange.imports.readers.problems import Problem


@dataclass(frozen=True)
class Day:
    """A column of the timetable. ``weekday``: 1 Monday … 7 Sunday, 0 where the name does not tell."""

    number: int  # from 1, the place in a mask
    name: str
    short: str
    weekday: int
    date: dt.date | None = None  # a sheet of one day speaks of a date, a week's timetable does not


@dataclass(frozen=True)
class Period:
    """A lesson hour."""

    number: int
    name: str
    short: str
    starts: dt.time | None
    ends: dt.time | None
    line: int


@dataclass(frozen=True)
class Mask:
    """A named choice of days, weeks or terms; several masks mean «any of them»."""

    outer_id: str
    name: str
    short: str
    masks: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Subject:
    """What is taught."""

    outer_id: str
    name: str
    short: str
    line: int
    index: str = ""  # «ОП.14» where the file writes it before the name


@dataclass(frozen=True)
class Teacher:
    """Who teaches. ``name`` is as in the file, but said once where the file says it twice."""

    outer_id: str
    name: str
    short: str
    first: str
    last: str
    sex: str  # "m", "f", ""
    email: str
    line: int


@dataclass(frozen=True)
class SchoolClass:
    """A group of students in our words."""

    outer_id: str
    name: str
    short: str
    teacher: str
    rooms: tuple[str, ...]
    grade: str
    line: int


@dataclass(frozen=True)
class Group:
    """A class or a part of it. Groups of one ``division`` share no students; ``whole`` is the entire class."""

    outer_id: str
    name: str
    class_id: str
    whole: bool
    division: int
    line: int


@dataclass(frozen=True)
class Room:
    """Where."""

    outer_id: str
    name: str
    short: str
    capacity: int | None
    building: str
    line: int


@dataclass(frozen=True)
class Lesson:
    """What must be taught: so many periods a week, in blocks of ``length``."""

    outer_id: str
    subject: str
    classes: tuple[str, ...]
    groups: tuple[str, ...]
    teachers: tuple[str, ...]
    rooms: tuple[str, ...]  # rooms that are allowed, not where it is
    length: int
    per_week: Decimal
    weeks: tuple[int, ...]  # numbers from 1; empty: every week
    terms: tuple[int, ...]
    line: int


@dataclass(frozen=True)
class Card:
    """One placed occurrence: from ``period``, ``length`` periods long; ``starts`` and ``ends``: its own time."""

    lesson: str
    day: int
    period: int
    length: int
    weeks: tuple[int, ...]  # empty: every week
    terms: tuple[int, ...]
    rooms: tuple[str, ...]
    line: int
    starts: dt.time | None = (
        None  # where it is not the time of its period: a day that begins later, a shift that counts its pairs from one
    )
    ends: dt.time | None = None


@dataclass(frozen=True)
class Unplaced:
    """A lesson of which something, or all, is not in the timetable."""

    lesson: str
    wanted: Decimal
    placed: Decimal


@dataclass(frozen=True)
class Timetable:
    """A whole file. ``blocks`` are the cards with neighbouring periods of one lesson joined."""

    format: str = ""  # "2008" | "2012"
    week_count: int = 1
    term_count: int = 1
    student_count: int = 0
    days: tuple[Day, ...] = ()
    periods: tuple[Period, ...] = ()
    weeks: tuple[Mask, ...] = ()
    terms: tuple[Mask, ...] = ()
    subjects: tuple[Subject, ...] = ()
    teachers: tuple[Teacher, ...] = ()
    classes: tuple[SchoolClass, ...] = ()
    groups: tuple[Group, ...] = ()
    rooms: tuple[Room, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    cards: tuple[Card, ...] = ()
    blocks: tuple[Card, ...] = ()
    unplaced: tuple[Unplaced, ...] = ()
    problems: tuple[Problem, ...] = ()
    program: str = "asc"  # where it comes from: asc | sheet | drawn | untis | fet

    @property
    def dates(self) -> tuple[dt.date, ...]:
        """The days of which day sheets speak, in order; empty for a timetable of weeks."""
        return tuple(sorted({day.date for day in self.days if day.date}))
