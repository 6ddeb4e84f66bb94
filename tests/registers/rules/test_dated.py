"""A value counts on its days: the present one, and those that ended (A5.11)."""

from datetime import date

import pytest

from zhurnal.registers.rules.dated import value_on

FORMER = ((date(2026, 10, 1), "budget"), (date(2026, 11, 10), "paid"))


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 9, 1), "budget"),
        (date(2026, 9, 30), "budget"),
        (date(2026, 10, 1), "paid"),
        (date(2026, 11, 9), "paid"),
        (date(2026, 11, 10), "budget"),
        (date(2027, 1, 1), "budget"),
    ],
)
def test_the_value_of_a_day(day, said):
    assert value_on(day, "budget", FORMER) == value_on(day, "budget", reversed(FORMER)) == said


def test_without_a_past_the_present_always_held():
    assert value_on(date(2020, 1, 1), "paid", ()) == "paid"
