"""Somebody reads his notices while he is told another: the number on the bell is what waits."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

import pytest
from django.db import connections, transaction

from tests import worlds
from zhurnal.notifications.actions.reading import read_all
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.models import Notice
from zhurnal.notifications.rules.items import Item, Kind, Told
from zhurnal.people.models import Account

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.mark.parametrize("follows", ["first", "second"])
def test_reading_and_telling_at_once(follows):
    world = worlds.make_college("vek", "А")
    actor, person = world.actor("student"), world.people["student"].pk

    def told(about):
        tell(world.id, [Told(person, Kind.LESSONS, about, (Item(about, "2026-12-03", "h", "l"),), "/")], actor.now)

    def read():
        try:
            read_all(actor)
        finally:
            connections.close_all()

    told("first")
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            told(follows)
            reading = pool.submit(read)
            sleep(0.3)
        reading.result()
    waits = Notice.objects.of(world.id).filter(person=person, read_at__isnull=True).count()
    assert Account.objects.of(world.id).get(pk=world.accounts["student"].pk).unread == waits
