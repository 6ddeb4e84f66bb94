"""One rounding, half up, and every page that tells a share uses it."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.assessment.rules import explaining, indicators
from zhurnal.forecast.rules.shown import bars_of, percent_of
from zhurnal.journal.rules.average import weighted_average
from zhurnal.kernel.rounding import half_up, nearest
from zhurnal.statements.rules import totals


@pytest.mark.parametrize(
    ("part", "whole", "came"),
    [(1, 2, 1), (3, 2, 2), (5, 2, 3), (1, 3, 0), (2, 3, 1), (-1, 2, -1), (-5, 2, -3), (0, 7, 0), (25, 2, 13)],
)
def test_half_goes_up_by_hand(part, whole, came):
    assert half_up(part, whole) == came
    assert nearest(Fraction(part, whole)) == came


@given(st.integers(-(10**9), 10**9), st.integers(1, 10**6))
def test_it_is_what_a_decimal_says(part, whole):
    exact = Decimal(part) / Decimal(whole)
    if (2 * part) % whole == 0 or abs(exact % 1 - Decimal("0.5")) > Decimal("1e-9"):
        assert half_up(part, whole) == int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@given(st.integers(0, 400), st.integers(1, 400))
def test_the_same_share_reads_the_same_everywhere(part, rest):
    whole = part + rest
    tenths = indicators.percent(indicators.share(part, whole))
    assert tenths == totals.spoken(totals.percent(part, whole))
    assert tenths == f"{(explaining.share(part, whole) or 0) / 10:.1f}".replace(".", ",")
    assert indicators.percent(indicators.share(part, whole), whole=True) == str(half_up(100 * part, whole))


@given(st.lists(st.tuples(st.sampled_from("5432"), st.integers(1, 900)), min_size=1, max_size=30), st.randoms())
def test_an_average_is_rounded_once_and_order_of_entry_never_matters(marks, rng):
    total, weights = sum(int(value) * weight for value, weight in marks), sum(weight for _, weight in marks)
    mixed = list(marks)
    rng.shuffle(mixed)
    assert weighted_average(mixed) == explaining.rounded(total, weights) == nearest(Fraction(100 * total, weights))


@given(st.lists(st.floats(0.001, 1), min_size=4, max_size=4))
def test_parts_of_one_whole_come_to_a_hundred(weights):
    chances = [weight / sum(weights) for weight in weights]
    bars = bars_of(chances)
    assert sum(bar.percent for bar in bars) == 100
    assert all(abs(bar.percent - 100 * chance) <= 2 for bar, chance in zip(bars, chances, strict=True))


def test_of_an_empty_group_there_is_a_dash():
    assert indicators.percent(indicators.share(0, 0)) == totals.spoken(totals.percent(0, 0)) == "–"
    assert explaining.share(0, 0) is None
    assert explaining.rounded(0, 0) is None


def test_half_a_per_cent_of_a_chance_goes_up():
    assert (percent_of(0.125), percent_of(0.375)) == (13, 38)
