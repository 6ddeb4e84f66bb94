"""Strictness against the same students elsewhere: planted effects are found, intervals cover, little is said of little."""

from random import Random
from time import perf_counter

import pytest

from tests.objectivity.strict_college import marks
from zhurnal.objectivity.rules.strictness import Cell, inverted, strictness
from zhurnal.objectivity.rules.thresholds import Thresholds

LIMITS = Thresholds()


def test_a_planted_strict_journal_is_recovered_and_named_alone():
    cells, _truth = marks(1, spread=0.05, planted={(2, 3): -0.8, (4, 1): 0.7})
    found = strictness(cells)
    assert found[2, 3].difference.value == pytest.approx(-0.8, abs=0.2)
    assert found[4, 1].difference.value == pytest.approx(0.7, abs=0.2)
    assert {key for key, row in found.items() if row.is_found(LIMITS)} == {(2, 3), (4, 1)}


def test_a_lone_strict_journal_in_an_even_college_is_not_drawn_back_to_the_others():
    found = strictness(marks(4, groups=20, spread=0.0, planted={(7, 2): -0.55})[0])
    assert found[7, 2].difference.value == pytest.approx(-0.55, abs=0.15)
    assert [key for key, row in found.items() if row.is_found(LIMITS)] == [(7, 2)]


def test_intervals_cover_the_truth_in_about_95_of_100():
    inside = total = 0
    for seed in range(12):
        cells, truth = marks(seed, groups=4)
        for key, row in strictness(cells).items():
            others = [value for other, value in truth.items() if other[0] == key[0] and other != key]
            inside += row.difference.low <= truth[key] - sum(others) / len(others) <= row.difference.high
            total += 1
    assert 0.93 <= inside / total <= 0.97


def test_a_college_without_strict_journals_gives_no_findings():
    for seed in range(5):
        found = strictness(marks(seed, groups=10, spread=0.0)[0])
        assert not any(row.is_found(LIMITS) for row in found.values())


def test_a_small_journal_is_drawn_to_zero():
    cells, _truth = marks(3, spread=0.1, planted={(0, 0): -0.8})
    few = [cell for cell in cells if cell.journal != (0, 0) or cell.student[1] < 2]
    whole, small = strictness(cells)[0, 0], strictness(few)[0, 0]
    assert abs(small.difference.value) < abs(whole.difference.value)
    assert small.difference.high - small.difference.low > whole.difference.high - whole.difference.low
    assert not small.is_found(LIMITS)


def test_one_strict_journal_makes_no_mild_ones_of_the_rest():
    cells, _truth = marks(8, groups=3, journals=5, spread=0.02, planted={(1, 1): -1.2})
    assert [key for key, row in strictness(cells).items() if row.is_found(LIMITS)] == [(1, 1)]


def test_a_strong_group_is_not_a_mild_journal():
    cells = [
        Cell(g, (g, j), (g, s), 4, 4 * (5 if g else 3), 4 * (25 if g else 9)) for g in (0, 1) for j in range(6) for s in range(20)
    ]  # fmt: skip
    assert all(abs(row.difference.value) < 1e-6 for row in strictness(cells).values())


def test_order_never_matters():
    cells, _truth = marks(5, groups=2, journals=5, students=9)
    known = strictness(cells)
    for seed in range(3):
        mixed = cells[:]
        Random(seed).shuffle(mixed)
        assert strictness(mixed) == known


@pytest.mark.parametrize(
    "cells", [[], [Cell(1, 1, 1, 1, 4, 16)], [Cell(1, j, s, 1, 4, 16) for j in (1, 2) for s in (1, 2)]]
)
def test_almost_nothing_says_almost_nothing(cells):
    found = strictness(cells)
    assert set(found) == {cell.journal for cell in cells}
    assert all(abs(row.difference.value) < 0.2 and not row.is_found(LIMITS) for row in found.values())


def test_an_inverse_is_an_inverse():
    matrix = [[4.0, 1.0, 0.5], [1.0, 3.0, 0.2], [0.5, 0.2, 2.0]]
    inverse = inverted(matrix)
    product = [[sum(matrix[i][k] * inverse[k][j] for k in range(3)) for j in range(3)] for i in range(3)]
    assert product == [[pytest.approx(float(i == j), abs=1e-12) for j in range(3)] for i in range(3)]


def test_a_college_of_sixty_groups_takes_less_than_five_seconds():
    cells, _truth = marks(9, groups=60)
    began = perf_counter()
    assert len(strictness(cells)) == 720
    assert perf_counter() - began < 5
