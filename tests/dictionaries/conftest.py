"""A college whose lists are looked at and changed on the screens."""

from typing import Any

import pytest
from django.test import Client

from tests import worlds
from zhurnal.timetable.models import Room


@pytest.fixture
def world(db: None, frozen_time: object) -> worlds.World:
    """Two colleges; the first of them."""
    one, _two = worlds.two_colleges()
    return one


@pytest.fixture
def office(world: worlds.World) -> Client:
    """The administrator's browser."""
    return world.client("administrator")


@pytest.fixture
def room(world: worlds.World) -> Room:
    """A room of the first college."""
    return Room.objects.create(college=world.college, name="К-5", building="Корпус 1")


def begun(client: Client, address: str) -> dict[str, Any]:
    """The fields of a row's form as a browser would send them, with what the person has seen."""
    form = client.get(address).context["form"]
    values = {field.name: str(field.value() or "") for field, _seen, _clash in form.parts()}
    return {**values, **{f"seen-{field.name}": seen for field, seen, _clash in form.parts()}}
