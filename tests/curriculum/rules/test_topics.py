"""Topics as they are typed: words to kinds, hours to numbers, sums against the plan (A5.13, A5.14)."""

import json

import pytest

from tests.architecture.house import ROOT
from zhurnal.curriculum.rules.topics import (
    MOST_TOPICS,
    Topic,
    by_semester,
    difference,
    hours_of,
    kind_of,
    read_topics,
    sums,
)
from zhurnal.kernel.refusal import Refusal

CASES = json.loads((ROOT / "tests/cases/topics.json").read_text("utf-8"))


@pytest.mark.parametrize(("words", "kind"), CASES["kinds"])
def test_words_become_kinds(words, kind):
    assert kind_of(words) == kind


@pytest.mark.parametrize(("words", "hours"), CASES["hours"])
def test_words_become_hours(words, hours):
    assert hours_of(words) == hours


def test_sums_are_named_by_kind_and_the_difference_too():
    topics = [("lecture", 40), ("control", 2), ("practical", 20), ("lab", 4)]
    found = sums(topics, {"lectures": 44, "practicals": 20})
    assert [(one.words, one.planned, one.given) for one in found] == [
        ("лекции", 44, 42), ("практические", 20, 20), ("лабораторные", 0, 4),
    ]  # fmt: skip
    assert difference(found) == "лекции: не хватает 2 ч; лабораторные: лишних 4 ч"
    assert difference(sums(topics[2:3], {"practicals": 20})) == ""


@pytest.mark.parametrize("case", CASES["semesters"])
def test_topics_fill_the_semesters_of_the_plan_in_their_order(case):
    plans = {int(number): hours for number, hours in case["plans"].items()}
    typed = [
        {"title": "т", "kind": topic[0], "hours": str(topic[1])} if topic else {"title": " ", "hours": "2"}
        for topic in case["topics"]
    ]
    read = read_topics(typed)  # blank rows of the table, null in the cases, are no topics
    assert by_semester([(one.kind, one.hours) for one in read], plans) == case["said"]


def test_rows_are_read_and_a_bad_one_is_named():
    rows = [{"title": " Закон  Ома ", "hours": "2 ч.", "kind": "ПР № 3", "homework": "§ 4"}, {"title": ""}]
    assert read_topics(rows) == (Topic("Закон Ома", 2, "practical", "§ 4"),)
    for row, code in (
        ({"homework": "§ 1"}, "no_title"),
        ({"title": "т", "hours": "много"}, "hours"),
        ({"title": "т" * 501}, "long"),
    ):
        found = read_topics([rows[0], row])
        assert isinstance(found, Refusal)
        assert found.code == code
        assert "2" in str(found)


def test_two_thousand_topics_are_a_sentence():
    found = read_topics([{"title": "Тема"}] * 2000)
    assert isinstance(found, Refusal)
    assert "2000" in str(found)
    assert str(MOST_TOPICS) in str(found)
