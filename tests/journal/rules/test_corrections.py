"""What is a correction of an entry and what only looks like one (A3.3)."""

import pytest

from zhurnal.journal.rules.corrections import is_correction, kind_words, value_words

EMPTY = {"text": "", "programme_topic": None}


@pytest.mark.parametrize(
    ("target", "before", "after", "expected"),
    [
        ("cell:a:b:1", "3", "4", True),
        ("cell:a:b:1", "3", "", True),
        ("cell:a:b:1", "", "4", False),
        ("cell:a:b:1", "3", {"value": "4", "on": "2026-11-24"}, True),
        ("topic:a", EMPTY, {"text": "Закон Ома", "programme_topic": None}, False),
        (
            "topic:a",
            {"text": "Закон Ома", "programme_topic": None},
            {"text": "Закон Ома", "programme_topic": "1"},
            False,
        ),
        ("topic:a", {"text": "Закон Ома", "programme_topic": None}, EMPTY, True),
        ("homework:a", {"text": "", "due": None}, {"text": "§ 4", "due": None}, False),
        ("homework:a", {"text": "§ 4", "due": None}, {"text": "§ 4", "due": "2026-11-30"}, True),
        ("roll_call:a", False, True, False),
        ("term:a", "open", "closed", False),
        ("statement:a", {"state": "draft"}, {"state": "open"}, False),
    ],
)
def test_only_an_entry_that_stood_is_corrected(target, before, after, expected):
    assert is_correction(target, before, after) is expected


def test_it_is_told_in_words():
    assert [kind_words(target) for target in ("cell:a:b:0", "cell:a:b:2", "topic:a")] == [
        "явка",
        "отметка",
        "тема занятия",
    ]
    assert value_words({"text": "§ 4", "due": "2026-11-30"}) == "§ 4 (к 30.11)"
    assert value_words({"value": "4", "on": "2026-11-20"}) == "4 (отработка 20.11)"
    assert [value_words(one) for one in ("о15", "+", "нб", None, EMPTY)] == ["опоздал на 15 мин", "был", "н", "", ""]
