"""Short names that nobody gave."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.curriculum.rules.short_names import LONGEST, short_of


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Электротехника", "Электротехника"),
        ("  Техническая   механика ", "Техническая механика"),
        (
            "Выполнение работ по профессии «Электрослесарь по ремонту электрооборудования электростанций»",
            "Выполнение работ по профессии «Электрослесарь по ремонту электрооборудования…",
        ),
        ("а" * 100, "а" * 79 + "…"),
        ("б" * 70 + " (« " + "в" * 30, "б" * 70 + "…"),
    ],
)
def test_a_long_name_ends_after_a_whole_word(name: str, short: str) -> None:
    assert short_of(name) == short


@given(st.text(alphabet="абв «»(,-", max_size=200))
def test_it_always_fits(name: str) -> None:
    assert len(short_of(name)) <= LONGEST
