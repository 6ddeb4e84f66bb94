"""Totals under a statement, worked by hand (A4.12, A8)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.statements.rules.totals import Line, percent, spoken, totals_of

EXAM = [Line("5")] * 3 + [Line("4")] * 7 + [Line("3")] * 5 + [Line("2")] * 2
ABSENT, ILL, OUT = Line(no_show="invalid"), Line(no_show="valid"), Line(barred=True)


def test_an_examination_by_hand():
    # 3 + 7 + 5 of 17 marks, one no-show, two kept out: 15 / 20; (3 + 7) / 20; (15 + 28 + 15 + 4) / 17 = 3.647…; the ill one is out.
    totals = totals_of([*EXAM, ABSENT, OUT, OUT, ILL])

    assert (totals.fives, totals.fours, totals.threes, totals.twos) == (3, 7, 5, 2)
    assert (totals.absent, totals.excused, totals.barred, totals.blank, totals.listed) == (1, 1, 2, 0, 21)
    assert totals.absolute == Decimal("75.0")
    assert totals.quality == Decimal("50.0")
    assert totals.mean == Decimal("3.65")


def test_a_module_not_mastered_is_not_passed_with_a_three():
    totals = totals_of([Line("4", mastery="освоен"), Line("3", mastery="не освоен"), Line("2", mastery="не освоен")])
    assert (totals.threes, totals.passed, totals.judged, totals.absolute) == (1, 1, 3, Decimal("33.3"))
    # nor good with a four: one of three, though two fours stand there
    spoiled = totals_of([Line("4", mastery="освоен"), Line("4", mastery="не освоен"), Line("3", mastery="не освоен")])
    assert (spoiled.fours, spoiled.absolute, spoiled.quality) == (2, Decimal("33.3"), Decimal("33.3"))


def test_where_the_college_has_no_tenths_a_statement_has_none():
    totals = totals_of([Line("зач"), Line("зач"), Line("незач")], whole=True)
    assert totals.absolute_words == "67\u00a0%"
    assert totals_of([*EXAM, ABSENT], whole=True).quality_words == "56\u00a0%"  # 10 of 18, 55.55…
    assert totals_of(EXAM, whole=True).mean_words == "3,65"  # a mean mark keeps its two places


def test_a_credit_has_no_quality_and_no_mean():
    totals = totals_of([Line("зач"), Line("зач"), Line("незач")])

    assert (totals.absolute, totals.quality, totals.mean) == (Decimal("66.7"), None, None)


@pytest.mark.parametrize("lines", [[], [ILL, ILL], [Line(), Line()]])
def test_of_nobody_percentages_are_a_dash_and_not_zero(lines):
    totals = totals_of(lines)

    assert (totals.absolute, totals.quality, totals.mean) == (None, None, None)
    assert totals.absolute_words == "–"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 8, "12.5"), (1, 16, "6.3"), (0, 5, "0.0"), (5, 5, "100.0")],
)
def test_percentages_are_rounded_once_half_up(part, whole, expected):
    assert percent(part, whole) == Decimal(expected)


def test_figures_are_spoken_with_a_comma():
    assert spoken(Decimal("83.3"), "%") == "83,3\u00a0%"
    assert spoken(Decimal("3.67")) == "3,67"


line = st.one_of(
    st.sampled_from(["5", "4", "3", "2", "зач", "незач", ""]).map(Line), st.sampled_from([ABSENT, ILL, OUT])
)


@given(st.lists(line, max_size=40), st.randoms())
def test_the_order_of_lines_never_matters(lines, random):
    shuffled = list(lines)
    random.shuffle(shuffled)

    assert totals_of(shuffled) == totals_of(lines)


@given(st.lists(line, max_size=40))
def test_every_line_is_counted_once(lines):
    totals = totals_of(lines)

    assert totals.judged + totals.excused + totals.blank == totals.listed == len(lines)
    assert totals.absolute is None or 0 <= totals.absolute <= 100
