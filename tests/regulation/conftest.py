"""A college at a quarter to eleven of an ordinary Tuesday, and its people at their browsers."""

from collections.abc import Callable

import pytest

from tests import worlds
from tests.regulation.browser import Person


@pytest.fixture
def college(db, frozen_time) -> worlds.World:
    """College «А»; the other one stands beside it, as in a region."""
    one, _other = worlds.two_colleges()
    return one


@pytest.fixture
def enter(college: worlds.World) -> Callable[[str], Person]:
    """``enter("teacher")``: the person signs in."""
    return lambda name: Person(college, name)
