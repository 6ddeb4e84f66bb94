"""Practice weeks (A5.16): which days the group is away."""

from datetime import date

import pytest

from zhurnal.curriculum.rules.practice import Practice, clash, overlapping, practice_on

WEEKS = Practice(date(2026, 11, 9), date(2026, 11, 22))
MONDAYS = Practice(date(2026, 9, 1), date(2026, 12, 28), weekdays="1")


@pytest.mark.parametrize(
    ("day", "away"),
    [
        (date(2026, 11, 8), False), (date(2026, 11, 9), True), (date(2026, 11, 14), True),
        (date(2026, 11, 22), True), (date(2026, 11, 23), False),
    ],
)  # fmt: skip
def test_whole_weeks_hold_their_days(day, away):
    assert WEEKS.holds(day) is away


def test_a_day_of_each_week_leaves_the_others():
    assert MONDAYS.holds(date(2026, 11, 23))
    assert not MONDAYS.holds(date(2026, 11, 24))


def test_the_practice_of_a_day_is_found():
    tuesdays = Practice(date(2026, 9, 1), date(2026, 12, 28), weekdays="2")
    assert practice_on([MONDAYS, tuesdays], date(2026, 11, 24)) == tuesdays
    assert practice_on([MONDAYS, tuesdays], date(2026, 11, 25)) is None


@pytest.mark.parametrize(
    ("other", "same_days"),
    [
        (Practice(date(2026, 11, 22), date(2026, 11, 30)), True),
        (Practice(date(2026, 11, 23), date(2026, 11, 30)), False),
        (Practice(date(2026, 11, 1), date(2026, 11, 8)), False),
        (MONDAYS, True),
    ],
)
def test_two_practices_that_want_one_day_are_seen(other, same_days):
    assert overlapping(WEEKS, other) is same_days
    assert overlapping(other, WEEKS) is same_days


def test_days_of_the_week_apart_do_not_overlap():
    assert not overlapping(MONDAYS, Practice(date(2026, 9, 1), date(2026, 12, 28), weekdays="25"))


def test_a_clash_says_when_the_group_is_away():
    assert clash(WEEKS) == "группа на практике с 09.11 по 22.11"
