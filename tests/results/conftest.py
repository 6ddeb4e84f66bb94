"""A college whose first group studies by a plan and has results of earlier semesters."""

import pytest

from tests.results.results import with_results
from tests.worlds import World, make_college


@pytest.fixture
def world(db, frozen_time) -> World:
    """College «А» with a plan, results of the first course, and marks of this term."""
    return with_results(make_college("vek", "А"))
