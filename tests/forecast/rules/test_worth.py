"""Scores worked by hand."""

import pytest

from zhurnal.forecast.rules.worth import brier, calibration_error, ranked, ranking


def test_brier_of_three_outcomes():
    assert brier([(0.5, 0.3, 0.2)], [1]) == pytest.approx(0.25 + 0.49 + 0.04)


def test_ranked_score_forgives_a_near_miss():
    near, far = ranked([(0.0, 1.0, 0.0)], [0]), ranked([(0.0, 0.0, 1.0)], [0])
    assert (near, far) == (pytest.approx(0.5), pytest.approx(1.0))


def test_calibration_error_weighs_bins_by_their_size():
    assert calibration_error([0.1, 0.1, 0.1, 0.9], [False, False, False, True]) == pytest.approx((0.3 + 0.1) / 4)


def test_ranking_counts_ties_by_half_and_is_nothing_where_all_are_alike():
    assert ranking([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(7 / 8)
    assert ranking([0.9, 0.5], [True, True]) is None
