"""A list narrowed, sorted, cut into pages."""

import datetime as dt

import pytest

from zhurnal.dictionaries.rules.narrowing import PAGE, Shown, Wish, fits, is_closed, namesakes, pages_of, sort_key

TODAY = dt.date(2026, 11, 24)
ROOM = {"name": "304", "building": "Корпус «Б»", "closed_on": ""}


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        (Wish(), True),
        (Wish(words="304 корп"), True),
        (Wish(words="КОРПУС 30"), True),
        (Wish(words="б"), True),
        (Wish(words="04"), False),
        (Wish(only={"building": "Корпус «Б»"}), True),
        (Wish(only={"building": "Корпус «А»"}), False),
        (Wish(shown=Shown.CLOSED), False),
        (Wish(shown=Shown.ALL), True),
    ],
)
def test_a_row_is_asked_for(wish, found):
    assert fits(ROOM, wish, TODAY) is found


@pytest.mark.parametrize(
    ("texts", "closed"),
    [
        ({"closed_on": "24.11.2026"}, True),
        ({"closed_on": "25.11.2026"}, False),
        ({"until": "24.11.2026"}, False),
        ({"until": "23.11.2026"}, True),
        ({}, False),
        ({"until": "скоро"}, False),
    ],
)
def test_a_row_is_over(texts, closed):
    assert is_closed(texts, TODAY) is closed


def test_sorting_is_by_day_number_and_alphabet():
    assert sorted(["", "Э-11", "Э-9", "Ё", "Ж", "Е"], key=sort_key) == ["Ё", "Е", "Ж", "Э-9", "Э-11", ""]
    assert sorted(["01.12.2026", "02.09.2026"], key=sort_key) == ["02.09.2026", "01.12.2026"]
    assert sorted(["100", "9"], key=sort_key) == ["9", "100"]


def test_pages_and_namesakes():
    assert [pages_of(rows) for rows in (0, PAGE, PAGE + 1)] == [1, 1, 2]
    twice = {"surname": "Лосев", "given": "Пётр", "patronymic": ""}
    assert namesakes([twice, {**twice, "given": "Петр"}, {**twice, "given": "Иван"}]) == {"лосев петр"}
