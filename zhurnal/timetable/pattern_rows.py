"""Slots and the calendar of a term as the rules see them; asked by the editor's page and by what changes it."""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from django.db.models import Q

from zhurnal.academic_year.models import Bell, Holiday, Term
from zhurnal.curriculum.models import StreamCourse
from zhurnal.curriculum.queries import practice_periods
from zhurnal.people.rules.names import short_name
from zhurnal.timetable.models import MovedDay, Slot
from zhurnal.timetable.rules.bells import Bells, span
from zhurnal.timetable.rules.pattern import Calendar, Half, SlotRow, Weeks
from zhurnal.timetable.rules.pattern_clashes import SlotClash
from zhurnal.timetable.rules.pattern_words import SlotNames, clash_words

_COLUMNS = (
    "pk", "course_id", "course__group_id", "course__subgroup_id", "teacher_id", "room_id", "weekday", "pair", "weeks", "half",
    "since", "until", "remote", "shift", "room__building", "room__name", "link",
)  # fmt: skip


def calendar_of(term: Term) -> Calendar:
    """Holidays, moved days and practices of a term. Three statements."""
    days = {"date__gte": term.starts, "date__lte": term.ends}
    holidays = Holiday.objects.of(term.college_id).filter(**days).values_list("date", flat=True)
    moved = MovedDay.objects.of(term.college_id).filter(**days).values_list("date", "weekday")
    periods = practice_periods(term.college_id, (term.starts, term.ends))
    found = {group: tuple(practice for _of, practice in own) for group, own in periods.items()}
    return Calendar(term.starts, term.ends, frozenset(holidays), dict(moved), found)


def bells_of(college_id: UUID) -> Bells:
    """The bells of a college. One statement."""
    rows = Bell.objects.of(college_id).values_list("building", "shift", "weekday", "pair", "starts", "ends")
    return Bells.of(rows)


def rung(row: SlotRow, bells: Bells) -> SlotRow:
    """The slot with its minutes, where its pair rings."""
    ring = bells.at(row.weekday, row.pair, row.shift, row.building)
    starts, ends = span(row.half, ring) if ring else (None, None)
    return replace(row, starts=starts, ends=ends)


def slot_rows(
    term: Term, condition: Q | None = None, *, joined: bool = True, bells: Bells | None = None
) -> list[SlotRow]:
    """The slots of a term (all, or those of a condition on Slot), with their minutes where ``bells`` are given.

    Two statements; one when nobody asks who is ``joined``.
    """
    rows = StreamCourse.objects.of(term.college_id).filter(stream__term=term.pk).values_list("course_id", "stream_id")
    streams = dict(rows) if joined else {}
    rows = (
        Slot.objects.of(term.college_id)
        .filter(condition or Q(), course__term=term.pk)
        .order_by("weekday", "pair", "pk")
    )
    found = [
        SlotRow(
            pk, course, group, subgroup, teacher, room, weekday, pair, Weeks(weeks), Half(half), since, until, remote,
            streams.get(course), shift, building or "", name or "", link,
        )
        for (
            pk, course, group, subgroup, teacher, room, weekday, pair, weeks, half, since, until, remote, shift, building, name, link
        ) in rows.values_list(*_COLUMNS)
    ]  # fmt: skip
    return [rung(row, bells) for row in found] if bells else found


def names_of(term: Term) -> dict[UUID, SlotNames]:
    """slot → its words, of all slots of the term. One statement."""
    rows = Slot.objects.of(term.college_id).filter(course__term=term.pk).values_list(
        "pk", "course__group__name", "course__discipline__short_name", "course__subgroup__name", "teacher__surname",
        "teacher__given", "teacher__patronymic", "room__name",
    )  # fmt: skip
    return {
        pk: SlotNames(group, title, subgroup or "", short_name(surname, given, patronymic), room or "")
        for pk, group, title, subgroup, surname, given, patronymic, room in rows
    }


def said(clashes: list[SlotClash], own: SlotNames, names: Mapping[UUID, SlotNames]) -> list[str]:
    """The clashes in words, each once."""
    words = (clash_words(clash.conflict, own, names.get(clash.other) if clash.other else None) for clash in clashes)
    return list(dict.fromkeys(words))
