"""The weekly pattern behind the made-up lessons: what repeats exactly every week, or every other one, becomes a slot."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from zhurnal.demo.rows import LessonRow
from zhurnal.kernel.ids import uuid7
from zhurnal.timetable.rules.pattern import Calendar, Half, SlotRow, Weeks, dates_of

FEWEST = 3  # lessons that make a habit


@dataclass(frozen=True, slots=True)
class DemoSlot:
    """A slot of a course with the keys of the lessons that come from it."""

    id: UUID
    course: str
    teacher: str
    room: str
    row: SlotRow
    lessons: tuple[int, ...]


def pattern_of(lessons: Iterable[LessonRow], groups: dict[str, UUID], calendar: Calendar) -> list[DemoSlot]:
    """The slots; ``groups`` course → its group. Lessons that repeat irregularly stay without one."""
    places: dict[tuple[str, int, int], list[LessonRow]] = defaultdict(list)
    for lesson in lessons:
        if lesson.origin == "timetable":
            places[lesson.course, lesson.date.isoweekday(), lesson.pair].append(lesson)
    found = []
    for (course, weekday, pair), rows in places.items():
        dates = sorted(row.date for row in rows)
        for weeks in Weeks if len(rows) >= FEWEST else ():
            pk = uuid7()
            slot = SlotRow(
                pk, pk, groups[course], None, pk, None, weekday, pair, weeks, Half.WHOLE, dates[0], dates[-1]
            )  # fmt: skip
            if dates_of(slot, calendar) == dates:
                plain = [row for row in rows if not row.substituted] or rows
                teacher = Counter(row.teacher for row in plain).most_common(1)[0][0]
                room = Counter(row.room for row in plain).most_common(1)[0][0]
                found.append(DemoSlot(pk, course, teacher, room, slot, tuple(row.key for row in rows)))
                break
    return found
