"""Reading a question of the search."""

import datetime as dt

import pytest

from zhurnal.kernel.sought import fold, read_day, read_sought

TODAY = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("24.11", dt.date(2026, 11, 24)),
        ("1.9.2026", dt.date(2026, 9, 1)),
        ("01.09.26", dt.date(2026, 9, 1)),
        ("15 января", dt.date(2027, 1, 15)),  # the nearest: not ten months ago
        ("3 мая 2026", dt.date(2026, 5, 3)),
        ("24 ноября", dt.date(2026, 11, 24)),
        ("завтра", dt.date(2026, 11, 25)),
        ("вчера", dt.date(2026, 11, 23)),
        ("31.02", None),
        ("иванов", None),
        ("12 стульев", None),
        ("99.99.9999", None),
    ],
)
def test_read_day_understands_how_people_write_days(text, day):
    assert read_day(text, TODAY) == day


@pytest.mark.parametrize(
    ("text", "fits"),
    [("кал сте", True), ("СТЕПАН", True), ("алугин", False), ("калугин иванович", False), ("семён", False), ("", True)],
)
def test_sought_fits_at_the_beginning_of_words(text, fits):
    assert read_sought(text, TODAY).fits("Калугин Степан") is fits


def test_sought_is_empty_for_one_letter_and_full_for_one_digit():
    assert [bool(read_sought(text, TODAY)) for text in ("", "  ", "к", "ка", "7", "завтра")] == [
        False, False, False, True, True, True,
    ]  # fmt: skip


def test_sought_is_bounded():
    assert len(read_sought("аб " * 1000, TODAY).words) == 6
    assert read_sought("а" * 1000, TODAY).words == ("а" * 100,)


def test_fold_forgets_case_yo_and_spaces():
    assert fold("  СЕМЁН \n Ёлкин ") == "семен елкин"
