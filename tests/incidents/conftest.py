"""A lesson of last week, and the clock a week later."""

from uuid import uuid4

import pytest

from tests import worlds
from tests.incidents.novosibirsk import HOME
from tests.incidents.stolen import BEFORE, put
from zhurnal.journal.actions.record import record
from zhurnal.journal.rules.commands import Command
from zhurnal.people.actor import actor_of


@pytest.fixture
def world(db, frozen_time):
    """Last week's lesson with marks of the teacher's own; a week later somebody changes them from another device."""
    frozen_time.move_to(worlds.datetime(2026, 11, 17, 8, 0, tzinfo=worlds.UTC))
    made = worlds.make_college("vek", "А", students=1)
    work = Command(uuid4(), "work", made.lessons["old"].pk, 0, {"kind": "oral", "title": ""}, slot=0)
    record(actor_of(made.accounts["teacher"], device=HOME), made.courses["electro"], [work])
    for name, value in BEFORE.items():
        assert put(made, name, value, HOME) == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 8, 0, tzinfo=worlds.UTC))
    return made
