"""The college, the plan of ПМ.01 and the page of its practice."""

from typing import Any

import pytest

from tests import worlds
from tests.modules.modules_worlds import give_page, give_plan
from zhurnal.modules.models import PracticePage


@pytest.fixture
def world() -> worlds.World:
    return worlds.make_college("vek", "А")


@pytest.fixture
def items(world: worlds.World) -> dict[str, Any]:
    return give_plan(world)


@pytest.fixture
def page(world: worlds.World, items: dict[str, Any]) -> PracticePage:
    return give_page(world, items)
