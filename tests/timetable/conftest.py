"""One made-up college for the timetable."""

import pytest

from tests import worlds


@pytest.fixture
def world(db: None, frozen_time: None) -> worlds.World:
    """A college of the world."""
    return worlds.make_college("vek", "А")
