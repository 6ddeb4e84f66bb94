"""One teacher, one room, one group at one time; what stands together on purpose is no clash."""

from datetime import date, time

import pytest

from zhurnal.timetable.rules.clashes import Placed, Shared, all_clashes, clashes_of

DAY = date(2026, 11, 24)


def at(lesson, teacher="т", group="г", hour=8, **more):
    return Placed(lesson, DAY, time(hour, 30), time(hour + 1, 30), teacher, group, **more)


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        (at(1), at(2, group="д"), [Shared.TEACHER]),
        (at(1), at(2, teacher="у"), [Shared.GROUP]),
        (at(1, room="304"), at(2, "у", "д", room="304"), [Shared.ROOM]),
        (at(1, subgroup=1), at(2, "у", subgroup=2), []),
        (at(1, subgroup=1), at(2, "у"), [Shared.GROUP]),
        (at(1, joined="п", room="1"), at(2, group="д", joined="п", room="1"), []),
        (at(1), at(2, hour=9), []),  # bells that touch do not overlap
        (at(1), at(2, hour=10), []),
        (at(1), at(1), []),
    ],
)
def test_what_two_lessons_share(one, other, shared):
    assert [clash.shared for clash in clashes_of(one, [other])] == shared


def test_all_clashes_of_a_day_are_found_once():
    assert len(all_clashes([at(1), at(2, group="д"), at(3, group="е", hour=12)])) == 1
