"""The years before the demonstration: before it and one after another, whichever day it is loaded on."""

from datetime import date, timedelta

import pytest

from zhurnal.demo.calendar import lay_year
from zhurnal.demo.past import past_years


@pytest.mark.parametrize(
    "today", [date(2026, 11, 24), date(2027, 3, 15), date(2026, 8, 3), date(2026, 9, 1), date(2025, 10, 5)]
)
def test_years_follow_one_another_and_end_before_the_present_one(today):
    years, now = past_years(today), lay_year(today)
    assert [year.ago for year in years] == [3, 2, 1]
    assert [int(year.name[:4]) for year in years] == [now.entry_year - 3, now.entry_year - 2, now.entry_year - 1]
    days = [day for year in years for term in year.terms for day in (term.starts, term.ends)]
    assert days == sorted(days)
    assert days[-1] < now.autumn.starts
    assert all(timedelta(280) < year.ends - year.starts < timedelta(330) for year in years)


def test_the_year_before_the_pictures_has_its_real_dates():
    last = past_years(date(2026, 11, 24))[-1]
    assert (last.name, last.starts, last.ends) == ("2025/26", date(2025, 9, 1), date(2026, 6, 28))
