"""What the harness of faults may call green (reliability, common rules: a run that shows nothing is red)."""

import pytest

from faults.__main__ import LOST, OK, verdict

GOOD = {
    "loops": 100,
    "told": 900,
    "lost": 0,
    "doubled": 0,
    "breaks": 0,
    "repeats": 4,
    "unknown arrived": 5,
    "silent loops": 1,
}


@pytest.mark.parametrize(
    ("changed", "control", "expected"),
    [
        ({}, False, OK),
        ({"lost": 1}, False, LOST),
        ({"doubled": 1}, False, LOST),
        ({"breaks": 1}, False, LOST),
        ({"told": 0}, False, LOST),
        ({"silent loops": 60}, False, LOST),
        ({"repeats": 0, "unknown arrived": 0}, False, LOST),
        ({}, True, LOST),
        ({"lost": 3}, True, OK),
    ],
)
def test_green_is_what_shows_something(changed, control, expected):
    assert verdict({**GOOD, **changed}, control=control) == expected
