"""Values of cells."""

import datetime as dt
from decimal import Decimal

import pytest

from zhurnal.exchange.imports.readers.cells import read_count, read_date, read_list, read_number, read_time, read_yes_no


@pytest.mark.parametrize(
    ("text", "day", "doubtful"),
    [
        ("2026-09-01", dt.date(2026, 9, 1), False),
        ("2023-05-01T18:25:43.511Z", dt.date(2023, 5, 1), False),
        ("2017-05-06 08:01:05", dt.date(2017, 5, 6), False),
        ("1/05/2023", dt.date(2023, 5, 1), True),
        ("29/12/2026", dt.date(2026, 12, 29), False),
        ("6/30/2018", dt.date(2018, 6, 30), True),
        ("5/5/2023", dt.date(2023, 5, 5), False),
        ("01.09.2026", dt.date(2026, 9, 1), False),
    ],
)
def test_dates(text, day, doubtful):
    read = read_date(text)
    assert (read.value, read.doubtful) == (day, doubtful)


@pytest.mark.parametrize(
    "text", ["", "вчера", "2026-02-30", "32.01.2026", "01.13.2026", "0001-01-01", "1/05/23", "2026"]
)
def test_no_dates(text):
    assert read_date(text) is None


@pytest.mark.parametrize(
    ("text", "value"), [("TRUE", True), ("false", False), ("1", True), ("нет", False), ("может", None)]
)
def test_yes_no(text, value):
    assert read_yes_no(text) is value


def test_lists_numbers_and_times():
    assert read_list(' "a" , b,,') == ('"a"', "b")
    assert (read_number("1 234,5"), read_number("1e9"), read_number("NaN")) == (Decimal("1234.5"), None, None)
    assert (read_count("4.0"), read_count("4.5"), read_count("-1")) == (4, None, None)
    assert (read_time("8.30"), read_time("25:00")) == (dt.time(8, 30), None)
