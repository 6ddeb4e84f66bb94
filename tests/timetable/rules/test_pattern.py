"""On which dates a slot falls, and what cannot stand at one place of the week."""

from dataclasses import replace
from datetime import date, time
from uuid import UUID

import pytest

from zhurnal.curriculum.rules.practice import Practice
from zhurnal.timetable.rules.pattern import Calendar, Half, SlotRow, Weeks, dates_of
from zhurnal.timetable.rules.pattern_clashes import Conflict, all_clashes_of, clashes_of_slot, meet

ID = [UUID(int=n) for n in range(20)]
TERM = Calendar(date(2026, 9, 1), date(2026, 9, 30))  # from a Tuesday to a Wednesday
SLOT = SlotRow(
    ID[0], ID[1], ID[2], None, ID[3], ID[4], 2, 1, Weeks.EVERY, Half.WHOLE, date(2026, 9, 1), date(2026, 12, 28)
)  # fmt: skip


def days(slot, calendar=TERM):
    return [day.day for day in dates_of(slot, calendar)]


def test_a_slot_falls_on_its_weekday():
    assert days(SLOT) == [1, 8, 15, 22, 29]


def test_the_first_week_of_the_term_is_odd():
    assert days(replace(SLOT, weeks=Weeks.ODD)) == [1, 15, 29]
    assert days(replace(SLOT, weeks=Weeks.EVEN)) == [8, 22]


def test_an_odd_day_is_one_date():
    assert days(replace(SLOT, since=date(2026, 9, 15), until=date(2026, 9, 15))) == [15]


def test_holidays_are_free_and_a_moved_day_works_by_another_weekday():
    calendar = replace(TERM, holidays=frozenset({date(2026, 9, 8)}), moved={date(2026, 9, 12): 2, date(2026, 9, 15): 4})
    assert days(SLOT, calendar) == [1, 12, 22, 29]


def test_in_practice_the_group_is_out_of_the_timetable():
    practices = {ID[2]: (Practice(date(2026, 9, 14), date(2026, 9, 27)),)}
    assert days(SLOT, replace(TERM, practices=practices)) == [1, 8, 29]
    assert days(replace(SLOT, group=ID[9]), replace(TERM, practices=practices)) == [1, 8, 15, 22, 29]


OTHER = replace(SLOT, id=ID[5], course=ID[6], group=ID[7], teacher=ID[8], room=ID[9])


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({}, []),
        ({"teacher": ID[3]}, [Conflict.TEACHER]),
        ({"room": ID[4]}, [Conflict.ROOM]),
        ({"group": ID[2]}, [Conflict.GROUP]),
        ({"group": ID[2], "subgroup": ID[10]}, [Conflict.GROUP]),
        ({"teacher": ID[3], "weekday": 3}, []),
        ({"teacher": ID[3], "pair": 2}, []),
        ({"teacher": ID[3], "since": date(2026, 12, 29), "until": date(2026, 12, 30)}, []),
        ({"room": ID[4], "remote": True}, []),
    ],
)
def test_what_two_slots_cannot_share(change, found):
    clashes = clashes_of_slot(SLOT, [SLOT, replace(OTHER, **change)], TERM)
    assert [clash.conflict for clash in clashes] == found


def test_weeks_and_halves_keep_slots_apart():
    assert not meet(replace(SLOT, weeks=Weeks.ODD), replace(OTHER, weeks=Weeks.EVEN))
    assert meet(replace(SLOT, weeks=Weeks.ODD), OTHER)
    assert not meet(replace(SLOT, half=Half.FIRST), replace(OTHER, half=Half.SECOND))
    assert meet(replace(SLOT, half=Half.FIRST), OTHER)


def test_subgroups_sit_apart_but_not_the_same_one():
    first = replace(SLOT, subgroup=ID[11])
    apart = replace(OTHER, group=ID[2], subgroup=ID[12])
    assert clashes_of_slot(first, [apart], TERM) == []
    same = replace(apart, subgroup=ID[11])
    assert [clash.conflict for clash in clashes_of_slot(first, [same], TERM)] == [Conflict.SUBGROUP]


def test_joined_groups_share_teacher_and_room():
    joined = replace(SLOT, stream=ID[13])
    with_it = replace(OTHER, teacher=ID[3], room=ID[4], stream=ID[13])
    assert clashes_of_slot(joined, [with_it], TERM) == []
    assert len(clashes_of_slot(joined, [replace(with_it, stream=ID[14])], TERM)) == 2


def test_a_slot_that_practice_leaves_no_date_is_told():
    calendar = replace(TERM, practices={ID[2]: (Practice(date(2026, 9, 1), date(2026, 9, 30)),)})
    assert all_clashes_of([SLOT], calendar)[SLOT.id][0].conflict is Conflict.PRACTICE


def test_one_pair_of_two_buildings_is_two_times_when_their_bells_say_so():
    """A teacher crosses from one to the other: the clock tells, and the pair only where no bell does."""
    here = replace(SLOT, building="А", starts=time(9), ends=time(10, 35))
    later = replace(OTHER, teacher=ID[3], building="Б", starts=time(10, 40), ends=time(12, 15))
    assert not meet(here, later)
    assert meet(here, replace(later, starts=time(10, 30), ends=time(12, 5)))
    assert meet(here, replace(later, starts=None, ends=None)), "no bell: the number"
    first = replace(here, half=Half.FIRST, ends=time(9, 45))
    assert meet(first, replace(later, half=Half.SECOND, starts=time(9, 30), ends=time(10, 15)))
