"""What has changed since the night: journals counted anew in memory, to stand in place of their stored rows. Reading writes nothing.

A process keeps what it counted as long as the journal's chain and lists stand, so a change is counted once, not at each look.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from zhurnal.indicators.counted import counted
from zhurnal.indicators.heads import Heads, heads_of
from zhurnal.indicators.lists import read_lists
from zhurnal.indicators.models import CourseCount
from zhurnal.indicators.stale import moved_chains, moved_lessons, relisted, watched_terms

MOST_COLLEGES = 16


class Row(NamedTuple):
    """A lesson in numbers: the columns of ``LessonFigures``."""

    lesson: UUID
    course: UUID
    teacher: UUID
    date: date
    hours: int
    standing: str
    listed: int
    absent: int
    late: int
    fives: int
    fours: int
    threes: int
    twos: int


@dataclass(frozen=True, slots=True)
class Overlay:
    """``rows``: journal → its lessons as they are now, of journals whose stored rows are out of date; ``others``: digest of the chains

    that are no journal's.
    """

    rows: dict[UUID, list[Row]]
    heads: Heads
    others: str

    def lessons(self, journals: Collection[UUID] | None, teacher: UUID | None = None) -> Iterable[Row]:
        """Of these journals (of all with None), given by this teacher."""
        for course, rows in self.rows.items():
            if journals is None or course in journals:
                for row in rows:
                    if teacher in (None, row.teacher):
                        yield row


@dataclass(frozen=True, slots=True)
class _Compared:
    """What was found by comparing at one state of the chains that are no journal's.

    ``lessons``, ``lists``: journals whose lessons or lists changed; ``digests``: journal → digest of its lists.
    """

    state: tuple[str, date]
    lessons: set[UUID]
    lists: set[UUID]
    digests: dict[UUID, str]

    def key(self, course: UUID) -> object:
        """What the journal's rows depend on besides its own chain."""
        return self.digests.get(course), self.state if course in self.lessons else None


@dataclass(slots=True)
class _Memory:
    """What a process knows of a college. Its threads share it, so each reads and replaces whole values only.

    ``rows``: journal → (what they were counted by, its lessons).
    """

    compared: _Compared | None = None
    rows: dict[UUID, tuple[object, list[Row]]] = field(default_factory=dict)


_memories: dict[UUID, _Memory] = {}


def overlay_of(college_id: UUID, today: date) -> Overlay:
    """Two statements where nothing has changed since the night."""
    heads = heads_of(college_id)
    stored = CourseCount.objects.of(college_id).filter(course=college_id).values_list("seq", "lists").first()
    if stored is not None and stored[0] == heads.total:
        return Overlay({}, heads, stored[1])
    journals, stale = moved_chains(college_id, heads)
    others = heads.digest(journals)
    memory = _memory(college_id)
    compared = _compare(college_id, today, others, memory) if stored is None or stored[1] != others else None
    wanted = stale | ((compared.lessons | compared.lists) & journals if compared else set())
    keys = {course: (heads.of(course), compared.key(course) if compared else None) for course in wanted}
    known = {course: memory.rows.get(course, (None, [])) for course in wanted}
    found = {course: rows for course, (key, rows) in known.items() if key == keys[course]}
    fresh = [course for course in wanted if course not in found]
    if fresh:
        for course, rows in _counted(college_id, fresh).items():
            found[course] = rows
            memory.rows[course] = keys[course], rows
    return Overlay(found, heads, others)


def _memory(college_id: UUID) -> _Memory:
    if college_id not in _memories and len(_memories) >= MOST_COLLEGES:
        _memories.clear()
    return _memories.setdefault(college_id, _Memory())


def _compare(college_id: UUID, today: date, others: str, memory: _Memory) -> _Compared:
    """Journals whose lessons or lists changed, once for each state of the chains that are no journal's."""
    known = memory.compared
    if known is None or known.state != (others, today):
        terms = watched_terms(college_id, today, whole=False)
        lists = read_lists(college_id, Q(term__in=terms))
        digests = {course: lists.digest(course) for course in lists.places}
        lessons, changed = moved_lessons(college_id, terms), relisted(college_id, lists)
        memory.compared = known = _Compared((others, today), lessons, changed, digests)
    return known


def _counted(college_id: UUID, courses: list[UUID]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = {course: [] for course in courses}
    for lesson, row in counted(college_id, courses, read_lists(college_id, Q(pk__in=courses))).items():
        found[row[0]].append(Row(lesson, *row))
    return found
