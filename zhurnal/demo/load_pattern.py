"""Writes the weekly pattern of a made-up college."""

from zhurnal.demo.load import Loaded
from zhurnal.demo.pattern import pattern_of
from zhurnal.timetable.models import Slot
from zhurnal.timetable.rules.pattern import Calendar


def load_pattern(loaded: Loaded) -> dict[int, str]:
    """Insert the slots; returns the outer keys of the lessons that come from them, by the key of the lesson."""
    made, own, term = loaded.made, loaded.college, loaded.made.terms[0]
    calendar = Calendar(term.starts, term.ends, frozenset(row.date for row in made.holidays))
    groups = {row.key: loaded.id("group", row.group) for row in made.courses}
    slots = pattern_of(made.lessons, groups, calendar)
    loaded.add(
        Slot(
            id=slot.id, college=own, course_id=loaded.id("course", slot.course), weekday=slot.row.weekday,
            pair=slot.row.pair, weeks=slot.row.weeks, teacher_id=loaded.id("person", slot.teacher),
            room_id=loaded.id("room", slot.room), since=slot.row.since, until=slot.row.until,
        )
        for slot in slots
    )  # fmt: skip
    dates = {row.key: row.date for row in made.lessons}
    return {key: f"slot:{slot.id.hex}:{dates[key]}" for slot in slots for key in slot.lessons}
