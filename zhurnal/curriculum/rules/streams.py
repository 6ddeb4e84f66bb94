"""Joined lessons (A5.3): one teacher, one time, one room, several groups."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Taught:
    """A lesson as the teacher's hours see it; ``stream`` is None for a lesson of one group."""

    course: UUID
    stream: UUID | None
    teacher: UUID
    date: date
    pair: int
    hours: int

    @property
    def sitting(self) -> Hashable:
        """What is one sitting of one teacher: the same for all lessons of a stream at one time."""
        return (self.teacher, self.date, self.pair, self.stream or self.course)


def teacher_hours(lessons: Iterable[Taught], *, once: bool) -> int:
    """The teacher's academic hours: a joined lesson counts ``once``, or for each group, as the college has settled.

    The longest of the joined lessons counts, so that nothing given is lost.
    """
    if not once:
        return sum(lesson.hours for lesson in lessons)
    longest: dict[Hashable, int] = {}
    for lesson in lessons:
        longest[lesson.sitting] = max(longest.get(lesson.sitting, 0), lesson.hours)
    return sum(longest.values())
