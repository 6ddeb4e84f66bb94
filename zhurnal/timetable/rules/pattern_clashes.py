"""What cannot stand at one place of the week: one group, teacher or room twice, a lesson in a practice. Pure.

Courses of one stream sit together on purpose: their teacher and room are one (A5.3). Subgroups of a group may sit apart, the
whole group and its subgroup may not (A5.2). A remote lesson takes no room.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from zhurnal.timetable.rules.pattern import Calendar, Half, SlotRow, Weeks, dates_of


class Conflict(StrEnum):
    """What is taken."""

    GROUP = "group"
    SUBGROUP = "subgroup"
    TEACHER = "teacher"
    ROOM = "room"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class SlotClash:
    """``other`` is the slot that stands in the way; None for a practice."""

    conflict: Conflict
    slot: UUID
    other: UUID | None = None


def meet(one: SlotRow, other: SlotRow) -> bool:
    """Whether two slots ever want the same minutes of the same day: by their pair, those of two shifts or buildings by the clock."""
    if one.weekday != other.weekday:
        return False
    if one.since > other.until or other.since > one.until:
        return False
    if Weeks.EVERY not in (one.weeks, other.weeks) and one.weeks != other.weeks:
        return False
    halves = Half.WHOLE in (one.half, other.half) or one.half == other.half
    by_pair = halves and (one.shift, one.pair) == (other.shift, other.pair)
    if (one.shift, one.pair, one.building) == (other.shift, other.pair, other.building):
        return by_pair
    if one.starts is None or one.ends is None or other.starts is None or other.ends is None:
        return by_pair
    return one.starts < other.ends and other.starts < one.ends


def clashes_between(one: SlotRow, other: SlotRow) -> list[Conflict]:
    """What two slots that meet both want."""
    found = []
    together = one.stream is not None and one.stream == other.stream and one.course != other.course
    if one.group == other.group:
        if one.subgroup is None or other.subgroup is None:
            found.append(Conflict.GROUP)
        elif one.subgroup == other.subgroup:
            found.append(Conflict.SUBGROUP)
    if one.teacher == other.teacher and not together:
        found.append(Conflict.TEACHER)
    if one.room is not None and one.room == other.room and not (together or one.distant or other.distant):
        found.append(Conflict.ROOM)
    return found


def clashes_of_slot(slot: SlotRow, others: Iterable[SlotRow], calendar: Calendar) -> list[SlotClash]:
    """All that stands in the way of one slot (itself left out); a practice that leaves it no date at all."""
    found = [
        SlotClash(conflict, slot.id, other.id)
        for other in others
        if other.id != slot.id and meet(slot, other)
        for conflict in clashes_between(slot, other)
    ]
    if calendar.practices.get(slot.group) and not dates_of(slot, calendar):
        found.append(SlotClash(Conflict.PRACTICE, slot.id))
    return found


def all_clashes_of(slots: Iterable[SlotRow], calendar: Calendar) -> dict[UUID, list[SlotClash]]:
    """slot → its clashes; slots are compared only with those of the same weekday that share something with them."""
    rows = list(slots)
    sharing: dict[tuple[int, str, UUID], dict[UUID, SlotRow]] = defaultdict(dict)
    for slot in rows:
        for key in _keys(slot):
            sharing[key][slot.id] = slot
    found = {}
    for slot in rows:
        near = {row.id: row for key in _keys(slot) for row in sharing[key].values()}
        if clashes := clashes_of_slot(slot, sorted(near.values(), key=lambda row: (row.pair, row.id)), calendar):
            found[slot.id] = clashes
    return found


def _keys(slot: SlotRow) -> list[tuple[int, str, UUID]]:
    """What of a weekday a slot takes."""
    taken = [(slot.weekday, "group", slot.group), (slot.weekday, "teacher", slot.teacher)]
    return [*taken, (slot.weekday, "room", slot.room)] if slot.room is not None else taken
