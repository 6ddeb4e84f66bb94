"""The work programmes of some courses, with the lessons that took their topics. One statement."""

import datetime as dt
from bisect import insort
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from zhurnal.curriculum.models import Course, ProgrammeTopic
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.rules.topics import next_number
from zhurnal.kernel.sql import fetch_all, marks_for, table, uid, uuids
from zhurnal.timetable.models import Lesson

Place = tuple[str, int]  # day as ISO text, pair


@dataclass(slots=True)
class Programme:
    """A course's topics by number, and which lesson took which."""

    titles: dict[int, str] = field(default_factory=dict)
    taken: list[tuple[Place, int]] = field(default_factory=list)

    def offer(self, day: dt.date, pair: int) -> str:
        """The title of the topic that comes next for a lesson, which takes it: the following lesson gets another."""
        place = (day.isoformat(), pair)
        before = sum(1 for other, _number in self.taken if other < place)
        number = next_number(self.titles, [number for _place, number in self.taken], before)
        if number is None:
            return ""
        insort(self.taken, (place, number))
        return self.titles[number]


def programmes_of(college_id: UUID, courses: Iterable[UUID]) -> dict[UUID, Programme]:
    """course → its programme (A5.13), with what the same students took from it in their other terms."""
    own, wanted = uid(college_id), [uid(course) for course in dict.fromkeys(courses)]
    if not wanted:
        return {}
    rows = fetch_all(
        f"""
        SELECT c.id, t.number, t.title, l.date, l.pair
          FROM {table(Course)} c
          JOIN {table(Course)} s ON s.college_id = c.college_id AND s.group_id = c.group_id
           AND s.discipline_id = c.discipline_id AND s.programme_id = c.programme_id
           AND (s.subgroup_id = c.subgroup_id OR (s.subgroup_id IS NULL AND c.subgroup_id IS NULL))
          JOIN {table(ProgrammeTopic)} t ON t.college_id = c.college_id AND t.programme_id = c.programme_id
          LEFT JOIN {table(LessonRecord)} j ON j.college_id = c.college_id AND j.course_id = s.id
           AND j.programme_topic_id = t.id
          LEFT JOIN {table(Lesson)} l ON l.college_id = j.college_id AND l.id = j.lesson_id
         WHERE c.college_id = %s AND c.id IN ({marks_for(wanted)})
         ORDER BY c.id, t.number
        """,  # noqa: S608  (only names of our own tables and placeholders are put in)
        [own, *wanted],
    )
    found: dict[UUID, Programme] = {}
    for course, number, title, day, pair in rows:
        programme = found.setdefault(uuids(course), Programme())
        programme.titles[number] = title
        if day is not None:
            insort(programme.taken, ((str(day), pair), number))
    return found
