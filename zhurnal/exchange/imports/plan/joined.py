"""Joined lessons of a file: several groups with one teacher at one time are a stream, so that his hours count once (A5.3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q

from zhurnal.exchange.imports.plan.book import Book
from zhurnal.exchange.imports.plan.calendar import Calendar
from zhurnal.exchange.imports.plan.lessons import Slot
from zhurnal.exchange.rules.changes import What
from zhurnal.exchange.rules.names import fit, fold

LONGEST = 80
TWO = "В файле эти группы занимаются вместе, а в журнале они в разных потоках. Потоки остались прежними."


@dataclass(frozen=True, slots=True)
class Journal:
    """Whose a journal is; ids or references of rows that are only planned."""

    group: str
    discipline: str
    name: str
    group_name: str


def bind_joined(
    book: Book, calendar: Calendar, slots: Mapping[str, Iterable[Slot]], journals: Mapping[str, Journal]
) -> None:
    """Bind the journals of groups that sit together into streams; a stream that stands already takes the others in."""
    own = not calendar.term.startswith("@")
    streams = book.rows("stream", Q(term=calendar.term), "id", "name") if own else []
    links = book.rows("streamcourse", Q(stream__term=calendar.term)) if own else []
    stream_of = {row["course_id"]: row["stream_id"] for row in links}
    taken = {fold(row["name"]) for row in streams}
    for courses in _together(slots, journals):
        known = sorted({stream_of[course] for course in courses if course in stream_of})
        groups = ", ".join(sorted({journals[course].group_name for course in courses}))
        title = f"{journals[courses[0]].name}: {groups}"
        if len(known) > 1:
            book.tell("stream", "|".join(courses), What.ASK, title, TWO)
            continue
        if all(course in stream_of for course in courses):
            book.kept["stream"] += 1
            continue
        name = _free(title, taken)
        stream = known[0] if known else book.create("stream", name, name, {"term_id": calendar.term, "name": name})
        for course in courses:
            if course not in stream_of:
                book.create("streamcourse", course, title, {"stream_id": stream, "course_id": course})


def _free(title: str, taken: set[str]) -> str:
    """A name that no stream of the term has."""
    name, number = fit(title, LONGEST), 2
    while fold(name) in taken:
        name, number = f"{fit(title, LONGEST - 4)} {number}", number + 1
    taken.add(fold(name))
    return name


def _together(slots: Mapping[str, Iterable[Slot]], journals: Mapping[str, Journal]) -> list[list[str]]:
    """The journals that ever sit together, each set in one list: one discipline, teacher, time and room, different groups."""
    sittings: dict[tuple[object, ...], dict[str, str | None]] = defaultdict(dict)
    for course, wanted in slots.items():
        for slot in wanted:
            sittings[journals[course].discipline, slot.teacher, slot.date, slot.pair, slot.starts][course] = slot.room
    leader = {course: course for course in slots}

    def first(course: str) -> str:
        while leader[course] != course:
            course = leader[course]
        return course

    for there in sittings.values():
        rooms = {room for room in there.values() if room}
        if len({journals[course].group for course in there}) < 2 or len(rooms) > 1:
            continue
        one, *others = sorted(there)
        for other in others:
            leader[first(other)] = first(one)
    found: dict[str, list[str]] = defaultdict(list)
    for course in sorted(leader):
        found[first(course)].append(course)
    return [courses for courses in found.values() if len(courses) > 1]
