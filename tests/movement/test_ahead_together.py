"""An order ahead is written while the day turns: neither forgets the other."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from time import sleep

import pytest
from django.db import connections, transaction

from tests import worlds
from tests.movement.orders import draft, state, write
from zhurnal.movement.actions.drafts import NewPerson
from zhurnal.movement.rules.kinds import Kind
from zhurnal.organisation.agenda import turn_day
from zhurnal.organisation.models import College

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]
FRIDAY = date(2026, 11, 27)
NEW = NewPerson("Калужский-А", "Степан")


def test_the_day_of_an_order_that_is_being_written_is_not_forgotten():
    world = worlds.make_college("vek", "А")
    write(world, draft(world, Kind.RENAME, "student", effective=FRIDAY, newcomer=NEW))

    def turn():
        try:
            return turn_day(world.id, FRIDAY)
        finally:
            connections.close_all()

    later = FRIDAY + timedelta(days=5)
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            write(world, draft(world, Kind.EXPULSION, "classmate", effective=later, number="133-с"))
            turned = pool.submit(turn)
            sleep(0.3)
        assert turned.result() is True
    assert College.objects.get(pk=world.id).due_on == later
    assert state(world, "student")["name"][0] == "Калужский-А"
