"""What is shown holds together: the range and the interval are of the chances beside them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhurnal.forecast.rules.record import held_by, record
from zhurnal.forecast.rules.shown import range_of, risk_range


@pytest.mark.parametrize(
    ("chances", "told"),
    [
        ((0.05, 0.15, 0.6, 0.2), "4–5"),
        ((0.0, 0.1, 0.85, 0.05), "4"),
        ((0.5, 0.35, 0.1, 0.05), "долг–3"),
        ((0.3, 0.2, 0.2, 0.3), "долг–5"),
    ],
)
def test_the_range_holds_eight_of_ten_by_the_chances(chances, told):
    assert range_of(chances) == told


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=4))
def test_no_narrower_range_would_do(weights):
    chances = [weight / sum(weights) for weight in weights]
    first, last = held_by(chances)
    assert sum(chances[first : last + 1]) >= 0.8 - 1e-9
    width = last - first
    assert all(sum(chances[at : at + width]) < 0.8 for at in range(len(chances) - width + 1))


def test_the_interval_of_the_chance_of_debt_holds_it():
    assert risk_range((0.3, 0.1), 0.2) == "10–30 %"
    assert risk_range((0.3, 0.25), 0.2) == "20–30 %"
    assert risk_range((0.2, 0.2), 0.2) == "20 %"


def test_the_record_counts_what_the_range_held():
    said = [(0.05, 0.15, 0.6, 0.2)] * 3
    assert record(said, [2, 3, 0])["held"] == 2
    assert record(said, [2, 3, 0])["true"] == 1
