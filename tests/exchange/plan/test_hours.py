"""Bells and hours of imported lessons: shifts, buildings, short pairs."""

import datetime as dt

import pytest

from zhurnal.exchange.imports.plan.hours import Ring, rung
from zhurnal.exchange.rules.weeks import academic_hours


def bell(pair, shift, starts, ends, building=""):
    return {"weekday": 1, "pair": pair, "shift": shift, "building": building, "starts": starts, "ends": ends}


def test_a_pair_of_the_second_shift_rings_too_and_the_first_goes_before_it():
    rows = [bell(3, 2, "15:00:00", "16:30:00"), bell(1, 2, "13:00:00", "14:30:00"), bell(1, 1, "08:30:00", "10:00:00")]
    assert {place: [times[1:] for times in rings] for place, rings in rung(rows).items()} == {
        (1, 1): [(dt.time(8, 30), dt.time(10)), (dt.time(13), dt.time(14, 30))],
        (1, 3): [(dt.time(15), dt.time(16, 30))],
    }


def test_of_two_buildings_the_common_bell_goes_first():
    rows = [bell(1, 1, "09:00:00", "10:30:00", "Корпус Б"), bell(1, 1, "08:30:00", "10:00:00")]
    assert [row["building"] for row, *_times in rung(rows)[1, 1]] == ["", "Корпус Б"]


@pytest.mark.parametrize(
    ("minutes", "hours"), [(30, 1), (40, 1), (45, 1), (55, 1), (60, 2), (70, 2), (80, 2), (90, 2), (95, 2), (135, 3)]
)
def test_a_short_pair_of_a_day_before_holidays_is_two_hours_still(minutes, hours):
    ends = dt.time(8 + (30 + minutes) // 60, (30 + minutes) % 60)
    assert academic_hours(dt.time(8, 30), ends) == hours


def test_halves_of_a_short_pair_do_not_overlap():
    ring = Ring(dt.time(8, 30), dt.time(9, 30), 2)
    assert (ring.half(0), ring.half(1)) == (
        Ring(dt.time(8, 30), dt.time(9), 1),
        Ring(dt.time(9), dt.time(9, 30), 1),
    )
