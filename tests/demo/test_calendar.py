from datetime import date, timedelta
from itertools import pairwise

import pytest

from zhurnal.demo.bells import bells
from zhurnal.demo.calendar import lay_year


def test_autumn_has_its_real_dates():
    year = lay_year(date(2026, 11, 24))
    assert (year.name, year.shifted, year.autumn.starts, year.autumn.ends) == (
        "2026/27",
        False,
        date(2026, 9, 1),
        date(2026, 12, 28),
    )
    assert [holiday.date for holiday in year.holidays] == [date(2026, 11, 4)]
    assert year.weekdays == (1, 2, 3, 4, 5, 6)


def test_spring_shifts_the_year_by_whole_weeks():
    year = lay_year(date(2027, 3, 15))
    assert year.shifted
    assert year.autumn.starts == date(2026, 12, 21)
    assert (date(2027, 3, 15) - year.autumn.starts).days == 12 * 7


@pytest.mark.parametrize("start", [date(2026, 1, 1), date(2028, 2, 29), date(2030, 9, 1)])
def test_every_day_is_a_teaching_day_in_mid_term(start):
    for step in range(366):
        today = start + timedelta(days=step)
        year = lay_year(today)
        held = [day for day in year.dates_of(1) if day]
        assert today in held, today
        assert 4 <= sum(day < today for day in held) <= 12, today
        assert all(len(year.dates_of(day)) >= 16 for day in range(6)), today
        assert year.terms[0].ends < year.terms[1].starts, today


def test_sunday_teaches_and_monday_rests():
    assert sorted(lay_year(date(2026, 11, 22)).weekdays) == [2, 3, 4, 5, 6, 7]


def test_bells_do_not_overlap_and_stand_once():
    rings = bells()
    assert len({(row.weekday, row.shift, row.pair) for row in rings}) == len(rings)
    for weekday in range(1, 8):
        times = sorted({(row.pair, row.starts, row.ends) for row in rings if row.weekday == weekday})
        assert [pair for pair, _, _ in times] == [1, 2, 3, 4, 5, 6]
        assert all(before[2] < after[1] for before, after in pairwise(times))
