"""The derivation of an average, worked by hand, and what must hold for any marks."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.assessment.rules.explaining import Weighed, explain, share
from zhurnal.journal.rules.average import weighted_average

DAY = date(2026, 9, 7)


def marks(*pairs):
    return [Weighed(value, weight, DAY + timedelta(days=place)) for place, (value, weight) in enumerate(pairs)]


@pytest.mark.parametrize(
    ("pairs", "average", "plain", "without"),
    [
        ([], None, None, []),
        ([("5", 100)], 500, 500, [None]),
        # (3·1 + 4·1 + 3·2 + 4·3) : 7 = 25 : 7 = 3,571…; without the first 22 : 6 = 3,666…
        ([("3", 100), ("4", 100), ("3", 200), ("4", 300)], 357, 350, [367, 350, 380, 325]),
        # (2·1 + 5·1,5) : 2,5 = 9,5 : 2,5 = 3,80
        ([("2", 100), ("5", 150)], 380, 350, [500, 200]),
        # 4,495 rounds half up to 4,50: 899 : 200
        ([("4", 101), ("5", 99)], 450, 450, [500, 400]),
        ([("2", 0), ("5", 150)], 500, 500, [None]),
        ([("зач", 100), ("осв", 100), ("4", 100)], 400, 400, [None]),
    ],
)
def test_derivation_is_that_worked_by_hand(pairs, average, plain, without):
    told = explain(marks(*pairs))
    assert (told.average, told.plain, [part.without for part in told.parts]) == (average, plain, without)


values = st.tuples(st.sampled_from(["5", "4", "3", "2", "зач", "осв"]), st.integers(0, 1000))
lists = st.lists(values, max_size=12)


@given(lists, st.randoms())
def test_order_of_entry_never_matters(pairs, chance):
    rows = marks(*pairs)
    shuffled = list(rows)
    chance.shuffle(shuffled)
    assert explain(rows) == explain(shuffled)


@given(lists)
def test_average_is_the_journals_and_what_weighs_nothing_takes_no_part(pairs):
    told = explain(marks(*pairs))
    assert told.average == weighted_average(pairs)
    assert told.average == explain(marks(*[pair for pair in pairs if pair[1]])).average
    assert all(part.mark.weight for part in told.parts)


@given(lists)
def test_without_a_mark_is_the_average_of_the_others(pairs):
    rows = marks(*pairs)
    for part in explain(rows).parts:
        assert part.without == explain([row for row in rows if row is not part.mark]).average


@given(st.integers(0, 500), st.integers(1, 500))
def test_share_is_of_something(part, whole):
    found = share(min(part, whole), whole)
    assert found in range(1001)
    assert share(part, 0) is None
