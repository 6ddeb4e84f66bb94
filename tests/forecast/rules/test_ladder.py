"""What was learnt answers as it should, on a world whose chances are known."""

import random

import pytest

from zhurnal.forecast.rules.ladder import Case, Drawn, learn
from zhurnal.forecast.rules.ridge import fit, logistic

DRAWN = Drawn((1.0,))


def world(size, courses=("а", "б"), seed=3):
    """A sign decides; course «б» is harder."""
    rng = random.Random(seed)
    cases = []
    for number in range(size):
        course, sign = courses[number % len(courses)], rng.gauss(0, 1)
        odds = 1.2 * sign - (1.0 if course == "б" else 0.0)
        passed = rng.random() < logistic(odds)
        well = passed and rng.random() < logistic(sign - 1)
        cases.append(Case(course, (sign,), (), passed + well))
    return cases


def test_ridge_finds_the_coefficients_that_made_the_data():
    rng = random.Random(1)
    signs = [rng.gauss(0, 1) for _ in range(4000)]
    came = [float(rng.random() < logistic(0.5 + 2 * sign)) for sign in signs]
    found = fit([[1.0] * 4000, signs], came, [0, 0], [0.01, 0.01])
    assert found.coefficients == (pytest.approx(0.5, abs=0.15), pytest.approx(2, abs=0.2))


def test_without_data_the_prior_stands():
    assert fit([[], []], [], [0.3, -1.0], [1, 4]).coefficients == (pytest.approx(0.3), pytest.approx(-1.0))


def test_separable_data_do_not_send_it_to_infinity():
    assert abs(fit([[-1.0, 1.0]], [0.0, 1.0], [0], [0.1]).coefficients[0]) < 10


@pytest.mark.parametrize("parts", [1, 2, 30])
@pytest.mark.parametrize("size", [0, 7, 900])
def test_intercepts_of_parts_are_to_the_last_digit_those_of_columns_of_ones_and_noughts(size, parts):
    """Each row belongs to one part; some parts have no row."""
    rng = random.Random(size + parts)
    signs = [[1.0] * size, *([rng.gauss(0, 1) for _ in range(size)] for _ in range(3))]
    belongs = [rng.randrange(parts) for _ in range(size)]
    came = [
        float(rng.random() < logistic(0.4 + sign - part / 10)) for sign, part in zip(signs[1], belongs, strict=True)
    ]
    centre = [0.2, 1.0, 0.0, -0.5, *([0.0] * parts)]
    precision = [0.001, 25.0, 4.0, 4.0, *([8.0] * parts)]
    written_out = [[float(part == own) for part in belongs] for own in range(parts)]
    assert fit(signs, came, centre, precision, belongs) == fit([*signs, *written_out], came, centre, precision)


def test_chances_are_a_distribution_and_the_interval_holds_them():
    ladder = learn(world(600), 3, DRAWN)
    for course in ("а", "б", "new"):
        said = ladder.forecast(course, (0.4,), ())
        assert sum(said.chances) == pytest.approx(1)
        assert said.lowest < said.chances[0] < said.highest


def test_courses_differ_and_an_unseen_one_lies_between_and_is_less_sure():
    ladder = learn(world(3000), 3, DRAWN)
    easy, hard, new = (ladder.forecast(course, (0.0,), ()) for course in ("а", "б", "new"))
    assert easy.chances[0] < new.chances[0] < hard.chances[0]
    assert new.highest - new.lowest > easy.highest - easy.lowest


def test_what_weighs_most_has_its_sign():
    ladder = learn(world(1000), 3, DRAWN)
    assert ladder.pulls("а", (1.5,), ())[0] > 0 > ladder.pulls("а", (-1.5,), ())[0]
