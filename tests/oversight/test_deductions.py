"""Absence lowers the year's load (A5.10): a month its part of the year, a part of a month by its working days."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from tests import worlds
from tests.reports.asking import asked
from zhurnal.academic_year.models import Holiday
from zhurnal.oversight.rules.absence import months_away, year_of_load
from zhurnal.oversight.rules.norms import USUAL, Load
from zhurnal.reports.catalogue import REPORTS
from zhurnal.timetable.models import TeacherAbsence

SPAN = (date(2026, 9, 1), date(2027, 6, 30))
HOLIDAY = date(2026, 11, 4)


def test_the_year_of_load_has_the_months_of_the_norm():
    assert year_of_load(date(2026, 9, 1), 10) == SPAN
    assert year_of_load(date(2026, 9, 7), 4) == (date(2026, 9, 1), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("absences", "days", "months"),
    [
        ([(date(2026, 10, 1), date(2026, 10, 31))], 27, Fraction(1)),
        ([(date(2026, 11, 2), date(2026, 11, 8))], 5, Fraction(5, 24)),  # a Sunday and a day off are no working days
        ([(date(2026, 11, 2), date(2026, 11, 3)), (date(2026, 11, 3), date(2026, 11, 3))], 2, Fraction(2, 24)),
        ([(date(2026, 8, 1), date(2026, 9, 1))], 1, Fraction(1, 26)),
        ([(date(2027, 7, 1), date(2027, 7, 31))], 0, Fraction(0)),
        ([], 0, Fraction(0)),
    ],
)
def test_a_month_away_is_one_and_a_part_goes_by_its_working_days(absences, days, months):
    assert months_away(absences, SPAN, {HOLIDAY}) == (days, months)


@pytest.mark.parametrize(
    ("away", "lowered", "to_give"),
    [(Fraction(0), 0, 720), (Fraction(1), 72, 648), (Fraction(5, 24), 15, 705), (Fraction(11), 720, 0)],
)
def test_each_month_takes_its_part_of_the_year(away, lowered, to_give):
    load = Load(720, 100, USUAL, away)
    assert (load.lowered, load.to_give, load.difference) == (lowered, to_give, 0)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def away(world, cause, **more):
    fields = {"since": date(2026, 10, 1), "until": date(2026, 10, 31), "state": "known", **more}
    TeacherAbsence.objects.create(
        college=world.college, teacher=world.people["teacher"], cause=cause, reason="причина",
        recorded_at=worlds.RECORDED, **fields,
    )  # fmt: skip


def own(world):
    rows = REPORTS["load"].build(world.actor("deputy"), asked(world.id, date(2026, 11, 1))).rows
    return next(row for row in rows if row[0] == "Кравцова-А О.\u00a0С.")[7:10]


def test_the_report_takes_off_sickness_and_trips_and_nothing_else(world):
    assert own(world) == (None, None, 96)
    away(world, "unpaid")
    away(world, "illness", state="asked")
    away(world, "trip", until=date(2026, 10, 1), pair=2)
    assert own(world) == (None, None, 96)
    away(world, "illness")
    assert own(world) == (27, 10, 86)  # 96 / 10 = 9.6


def test_days_off_of_the_college_are_no_working_days(world):
    away(world, "courses")
    Holiday.objects.bulk_create(
        Holiday(college=world.college, date=date(2026, 10, 5) + timedelta(days=n), name="день") for n in range(2)
    )
    assert own(world) == (25, 10, 86)
