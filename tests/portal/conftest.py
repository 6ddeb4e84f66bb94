"""What tests of the portal stand on."""

import pytest

from tests import worlds


@pytest.fixture
def colleges(db: None, frozen_time: object) -> tuple[worlds.World, worlds.World]:
    """Two colleges; in the other one there is something to leak."""
    return worlds.two_colleges()


@pytest.fixture
def world(colleges: tuple[worlds.World, worlds.World]) -> worlds.World:
    """The first of them."""
    return colleges[0]
