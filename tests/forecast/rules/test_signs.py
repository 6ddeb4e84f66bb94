"""Only what is dated before the moment tells anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.forecast.rules.signs import Paper, own_of, peers_of, signs_of

PAPERS = (
    Paper(due=10, handed=9, share=0.8, weight=10),
    Paper(due=20, handed=None, share=None, weight=30),
    Paper(due=40, handed=38, share=0.6, weight=10),
    Paper(due=90, handed=88, share=1.0, weight=50),
)


def test_average_counts_marks_and_level_counts_misses_as_nothing():
    signs = signs_of(PAPERS, 60)
    assert signs.mean == pytest.approx(0.7)
    assert signs.level == pytest.approx((0.8 * 10 + 0.6 * 10) / 50)
    assert (signs.marks, signs.due, signs.last, signs.missed_running) == (2, 3, 0.6, 0)


def test_a_miss_ripens():
    fresh, old = signs_of(PAPERS, 21), signs_of(PAPERS, 39)
    assert fresh.missed < old.missed
    assert fresh.missed + fresh.fresh == pytest.approx(0.75)


def test_weights_of_nothing_weigh_alike():
    signs = signs_of([replace(paper, weight=0) for paper in PAPERS], 60)
    assert signs.mean == pytest.approx(0.7)
    assert signs.level == pytest.approx(1.4 / 3)


def test_nothing_known_is_no_zero():
    signs = signs_of(PAPERS, 5)
    assert (signs.mean, signs.last, signs.level, signs.marks) == (None, None, None, 0)


@given(
    moment=st.integers(1, 100),
    planted=st.lists(
        st.builds(
            Paper,
            due=st.none() | st.integers(100, 300),
            handed=st.integers(100, 300),
            share=st.floats(0, 1),
            weight=st.floats(0.1, 90),
        ),
        max_size=5,
    ),
)
def test_a_planted_future_mark_changes_nothing(moment, planted):
    before, after = signs_of(PAPERS, moment), signs_of([*PAPERS, *planted], moment)
    assert before == after
    assert own_of(before) == own_of(after)
    assert peers_of([before]) == peers_of([after])


@given(moment=st.integers(1, 100), share=st.floats(0, 1), weight=st.sampled_from([10.0, 50.0]))
def test_what_a_mark_will_be_changes_nothing_before_its_day(moment, share, weight):
    later = [
        replace(paper, share=share, handed=300) if paper.handed and paper.handed >= moment else paper
        for paper in PAPERS
    ]
    assert signs_of(PAPERS, moment) == signs_of(later, moment)


@given(order=st.permutations(PAPERS), moment=st.integers(1, 100))
def test_order_of_entry_never_matters(order, moment):
    assert signs_of(order, moment) == signs_of(PAPERS, moment)
