"""Lessons found one by one in a sheet become a ``Timetable``: each name once, lessons told apart by what they are."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from zhurnal.exchange.imports.readers.problems import Report
from zhurnal.exchange.imports.readers.timetable import (
    Card,
    Day,
    Group,
    Lesson,
    Period,
    Room,
    SchoolClass,
    Subject,
    Teacher,
    Timetable,
)
from zhurnal.exchange.rules.names import fold

INDEX = re.compile(r"^((?:[А-ЯЁA-Z]{2,5})\.?\s?\d{1,2}(?:\.\d{1,2})*)\.?\s+(?=\S)")
LECTURE = re.compile(r"\s*\(\s*(?:л|лек|лекция|пр|практика|лаб)\.?\s*\)\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Placed:
    """One lesson as a sheet shows it. ``part``: the subgroup's name, "" for whole groups; ``periods`` from ``period`` on."""

    day: int
    period: int
    groups: tuple[str, ...]
    part: str
    subject: str
    teachers: tuple[str, ...]
    rooms: tuple[str, ...]
    line: int
    length: int = 1
    weeks: tuple[int, ...] = ()
    key: str = ""
    starts: dt.time | None = None
    ends: dt.time | None = None


def divide(subject: str) -> tuple[str, str]:
    """Index and name of a discipline: «ОП.14 Химия (л)» is ("ОП.14", "Химия"); the mark of a lecture is no part of a name."""
    text = LECTURE.sub("", " ".join(subject.split()))
    match = INDEX.match(text)
    if match is None:
        return "", text or subject
    return " ".join(match[1].split()).replace(". ", "."), text[match.end() :]


@dataclass
class Gathering:
    """Grows while a sheet is read."""

    program: str
    report: Report
    days: dict[int, Day] = field(default_factory=dict)
    periods: dict[int, Period] = field(default_factory=dict)
    times: dict[tuple[int, int], tuple[dt.time, dt.time]] = field(
        default_factory=dict
    )  # (day, period) → its first time
    subjects: dict[str, Subject] = field(default_factory=dict)
    teachers: dict[str, Teacher] = field(default_factory=dict)
    classes: dict[str, SchoolClass] = field(default_factory=dict)
    groups: dict[str, Group] = field(default_factory=dict)
    rooms: dict[str, Room] = field(default_factory=dict)
    lessons: dict[str, Lesson] = field(default_factory=dict)
    cards: list[Card] = field(default_factory=list)
    week_count: int = 1
    names: dict[tuple[str, str], str] = field(
        default_factory=dict
    )  # (subjects, teachers …; folded short word) → its full name

    def school_class(self, name: str, line: int) -> str:
        """The key of a group of students."""
        key = fold(name)
        self.classes.setdefault(key, SchoolClass(key, name, name, "", (), "", line))
        return key

    def teacher(self, name: str, line: int) -> str:
        """The key of a teacher."""
        key = fold(name)
        self.teachers.setdefault(key, Teacher(key, name, "", "", "", "", "", line))
        return key

    def room(self, name: str, line: int) -> str:
        """The key of a room."""
        key = fold(name)
        self.rooms.setdefault(key, Room(key, name, name, None, "", line))
        return key

    def subject(self, text: str, line: int, short: str = "") -> str:
        """The key of a discipline, with its index."""
        index, name = divide(text)
        key = fold(f"{index} {name}")
        self.subjects.setdefault(key, Subject(key, name, short or name, line, index))
        return key

    def part(self, class_id: str, name: str, line: int) -> str:
        """The key of a subgroup."""
        key = f"{class_id}|{fold(name)}"
        self.groups.setdefault(key, Group(key, name, class_id, False, 1, line))
        return key

    def place(self, found: Placed) -> None:
        """One lesson at its place."""
        classes = tuple(self.school_class(name, found.line) for name in found.groups)
        parts = tuple(self.part(key, found.part, found.line) for key in classes) if found.part else ()
        subject = self.subject(found.subject, found.line)
        teachers = tuple(dict.fromkeys(self.teacher(name, found.line) for name in found.teachers))
        rooms = tuple(self.room(name, found.line) for name in found.rooms)
        key = found.key or "|".join((subject, *classes, fold(found.part), *teachers))
        if key not in self.lessons:
            self.lessons[key] = Lesson(
                key, subject, classes, parts, teachers, (), found.length, Decimal(0), (), (), found.line
            )
        self.cards.append(
            Card(
                key, found.day, found.period, found.length, found.weeks, (), rooms, found.line, found.starts, found.ends
            )
        )

    def _named(self) -> None:
        """Full names from lists beside the timetable. Keys stay those of the short words, so a second import finds its rows."""
        for kind in ("subjects", "teachers", "classes", "rooms") if self.names else ():
            rows = getattr(self, kind)
            for key, row in rows.items():
                name = self.names.get((kind, fold(row.name)), "")
                if name:
                    rows[key] = replace(row, name=name, short=row.short or row.name)

    def timetable(self) -> Timetable:
        """What was gathered."""
        self._named()
        return Timetable(
            format=self.program,
            week_count=self.week_count,
            days=tuple(self.days[number] for number in sorted(self.days)),
            periods=tuple(self.periods[number] for number in sorted(self.periods)),
            subjects=tuple(self.subjects.values()),
            teachers=tuple(self.teachers.values()),
            classes=tuple(self.classes.values()),
            groups=tuple(self.groups.values()),
            rooms=tuple(self.rooms.values()),
            lessons=tuple(self.lessons.values()),
            cards=tuple(self.cards),
            blocks=tuple(self.cards),
            problems=self.report.result(),
            program=self.program,
        )
