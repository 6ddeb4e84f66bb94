"""A chain begins with its first record: what is refused leaves no trace, and two who begin one come one after the other."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event as Signal
from time import sleep
from uuid import uuid4

import pytest
from django.db import connections, transaction

from tests import worlds
from zhurnal.kernel import audit, sql
from zhurnal.kernel.models import ChainHead, Change

pytestmark = pytest.mark.django_db(transaction=True)
EVENT = audit.Event("test.deed", "thing:1", None, "after")


@pytest.fixture
def world(frozen_time):
    return worlds.make_college("vek", "А")


def heads(world, chain):
    return list(ChainHead.objects.of(world.id).filter(chain=chain).values_list("seq", flat=True))


def test_who_looks_and_refuses_begins_nothing(world):
    chain = uuid4()
    with transaction.atomic():
        audit.lock(world.id, chain)
    assert heads(world, chain) == []


@pytest.mark.parametrize("first", [1, sql.MANY])
def test_the_first_record_begins_the_chain_and_the_next_goes_on(world, first):
    chain, actor = uuid4(), world.actor("deputy")
    with transaction.atomic():
        head = audit.lock(world.id, chain)
        audit.append(head, actor, [EVENT] * first)
        audit.append(head, actor, [EVENT])
    with transaction.atomic():
        audit.append(audit.lock(world.id, chain), actor, [EVENT])
    assert heads(world, chain) == [first + 2]
    assert list(audit.verify(world.id, [chain])) == []


@pytest.mark.parametrize("second", ["records", "opens"])
@pytest.mark.parametrize("first", ["records", "refuses"])
def test_two_who_begin_a_chain_come_one_after_the_other(world, first, second):
    chain, actor, looked, ended = uuid4(), world.actor("deputy"), Signal(), []

    def other():
        try:
            looked.wait(20)
            with transaction.atomic():
                if second == "opens":
                    audit.open_chain(world.id, chain)
                audit.append(audit.lock(world.id, chain), actor, [EVENT])
                ended.append("other")
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            head = audit.lock(world.id, chain)
            looked.set()
            waiting = pool.submit(other)
            sleep(0.3)
            if first == "records":
                audit.append(head, actor, [EVENT])
            ended.append("first")
        waiting.result(20)
    assert ended == ["first", "other"]
    assert heads(world, chain) == [1 + (first == "records")]
    assert Change.objects.of(world.id).filter(chain=chain).count() == heads(world, chain)[0]
    assert list(audit.verify(world.id, [chain])) == []
