"""T3 to T5: the judge of marks is a judge: what is as it was told passes, each way of losing or doubling is named, and once."""

import copy

import pytest

from faults.judge import Judge
from faults.pen import Mark, Pen


def evening():
    """Two told marks in two cells of one lesson, a third that nobody answered, a cell nobody touched; and the database of that evening."""
    pen = Pen("college", "course", "lesson", "cookie", {"a": (3, "5"), "b": (1, "4"), "c": (0, ""), "d": (1, "3")})
    pen.told = [Mark("first", "a", 3, "5"), Mark("second", "b", 1, "4")]
    pen.total, pen.waiting = 4, Mark("third", "c", 0, "3")
    there = {
        "records": {"first": [["lesson/a", "5"]], "second": [["lesson/b", "4"]]},
        "cells": {"lesson/a": [3, "5"], "lesson/b": [1, "4"], "lesson/d": [1, "3"]},
        "all": 4,
    }
    return pen, there


def judged(pen, there):
    judge = Judge(lambda do, **_given: {"look": there, "chains": {"breaks": []}}[do], "college", [pen])
    judge.look()
    return judge


def test_what_is_as_it_was_told_passes():
    pen, there = evening()
    judge = judged(pen, there)
    assert judge.counts == {"lost": 0, "doubled": 0, "breaks": 0}
    assert judge.found["unknown arrived"] == 0
    assert pen.told == []


def test_what_nobody_answered_may_have_arrived_whole():
    pen, there = evening()
    there["records"]["third"], there["cells"]["lesson/c"], there["all"] = [["lesson/c", "3"]], [1, "3"], 5
    judge = judged(pen, there)
    assert judge.counts == {"lost": 0, "doubled": 0, "breaks": 0}
    assert judge.found["unknown arrived"] == 1


def without_record(there):
    del there["records"]["first"]
    there["all"] = 3


def of_an_earlier_loop(there):
    there["all"] = 3


def another_value(there):
    there["records"]["first"] = [["lesson/a", "2"]]


def another_cell(there):
    there["records"]["first"] = [["lesson/b", "5"]]


def gone_back(there):
    there["cells"]["lesson/a"] = [2, "4"]


def untouched_is_touched(there):
    there["cells"]["lesson/d"] = [2, "4"]


def half_arrived(there):  # its cell without its record
    there["cells"]["lesson/c"] = [1, "3"]


def other_half(there):  # its record without its cell
    there["records"]["third"], there["all"] = [["lesson/c", "3"]], 5


def twice(there):
    there["records"]["first"] *= 2
    there["all"] = 5


def twice_under_another_key(there):
    there["all"] = 5


@pytest.mark.parametrize(
    ("breach", "counted"),
    [
        (without_record, "lost"),
        (of_an_earlier_loop, "lost"),
        (another_value, "lost"),
        (another_cell, "lost"),
        (gone_back, "lost"),
        (untouched_is_touched, "lost"),
        (half_arrived, "lost"),
        (other_half, "lost"),
        (twice, "doubled"),
        (twice_under_another_key, "doubled"),
    ],
)
def test_each_breach_is_named_once(breach, counted):
    pen, there = evening()
    breach(there)
    judge = judged(pen, copy.deepcopy(there))
    assert judge.counts == {"lost": 0, "doubled": 0, "breaks": 0} | {counted: 1}
    assert judge.examples
    if breach is not other_half:  # that one still waits, and would be told again
        judge.look()
        assert judge.counts[counted] == 1
