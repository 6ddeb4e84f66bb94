"""The one fact about a student that stands beside his name."""

from datetime import date

import pytest

from zhurnal.journal.rules.hints import Past, cause_words, hint, last_mark

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        ([], ""),
        ([Past(date(2026, 11, 19), False, (("oral", "4"),))], ""),
        ([Past(date(2026, 10, 13), False, (("oral", "4"),))], "устного ответа нет с 13.10"),
        ([Past(date(2026, 10, 14), False, (("oral", "4"),))], ""),
        ([Past(date(2026, 10, 8), False, (("oral", "4"),)), Past(date(2026, 11, 3), False, (("lab", "4"),))],
         "устного ответа нет с 8.10"),
        ([Past(date(2026, 11, 19), False, (("lab", "2"),))], "«2» 19.11, новой отметки нет"),
        ([Past(date(2026, 11, 17), False, (("lab", "2"),)), Past(date(2026, 11, 19), False, (("oral", "3"),))], ""),
        ([Past(date(2026, 11, 17), False, (("lab", "2"),)), Past(date(2026, 11, 19), True)],
         "«2» 17.11, новой отметки нет"),
        ([Past(date(2026, 11, 17), False, (("lab", "4"),)), Past(date(2026, 11, 19), True)], "пропуск 19.11"),
        ([Past(date(2026, 11, 19), True), Past(date(2026, 11, 20), False)], ""),
        ([Past(date(2026, 10, 1), False, (("oral", "зач"),))], ""),
    ],
)  # fmt: skip
def test_hint_is_a_fact_with_its_date(history, expected):
    assert hint(history, TODAY) == expected


def test_last_mark_is_the_newest_of_the_four():
    history = [
        Past(date(2026, 11, 1), False, (("oral", "5"), ("lab", "3"))),
        Past(date(2026, 11, 2), False, (("oral", "зач"),)),
    ]
    assert last_mark(history) == "3"
    assert last_mark([]) == ""


@pytest.mark.parametrize(
    ("kind", "until", "words"),
    [
        ("б", date(2026, 11, 28), "болезнь по 28.11"),
        ("у", TODAY, "уважительная причина"),
        ("?", date(2026, 11, 28), ""),
    ],
)
def test_cause_is_told_in_words(kind, until, words):
    assert cause_words(kind, until, TODAY) == words
