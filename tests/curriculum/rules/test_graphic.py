"""Weeks of a plan on the days of a year."""

from datetime import date

import pytest

from zhurnal.curriculum.rules.graphic import Span, WeekKind, dated, read, words, written

HOLIDAYS = Span(1, 18, 19, WeekKind.HOLIDAYS)


def test_weeks_that_follow_each_other_are_one_and_are_read_as_written():
    weeks = [Span(2, n, n, WeekKind.EDUCATIONAL) for n in (3, 1, 2, 16)] + [Span(2, 17, 17, WeekKind.SESSION, "123")]
    text = written(weeks)
    assert text == "2 1-3 1234567 educational\n2 16-16 1234567 educational\n2 17-17 123 session"
    assert written(read(text)) == text
    assert words(text) == "2 курс: учебная практика — недели 1–3, 16; сессия — неделя 17"
    assert (read(""), words("")) == ((), "")


@pytest.mark.parametrize(
    ("span", "starts", "days"),
    [
        (HOLIDAYS, date(2026, 9, 1), (date(2026, 12, 28), date(2027, 1, 10))),
        (Span(1, 1, 1, WeekKind.EDUCATIONAL), date(2026, 9, 1), (date(2026, 9, 1), date(2026, 9, 6))),  # a Tuesday
        (Span(1, 1, 1, WeekKind.EDUCATIONAL), date(2024, 9, 1), (date(2024, 9, 2), date(2024, 9, 8))),  # a Sunday
        (Span(1, 2, 2, WeekKind.EDUCATIONAL, "34"), date(2026, 9, 1), (date(2026, 9, 9), date(2026, 9, 10))),
        (Span(1, 51, 52, WeekKind.HOLIDAYS), date(2026, 9, 1), None),  # after the year's end
    ],
)
def test_days_of_weeks(span, starts, days):
    assert dated(span, (starts, date(starts.year + 1, 6, 30))) == days
