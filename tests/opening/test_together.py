"""Two people of the office at once: neither ends in a deadlock, and no year is made twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from time import sleep

import pytest
from django.db import connection, connections, transaction

from tests import worlds
from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, sql
from zhurnal.opening.actions.calendar import Dates, save_year
from zhurnal.organisation.actions import hold_college

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]
TERMS = ((date(2027, 9, 1), date(2027, 12, 28)), (date(2028, 1, 12), date(2028, 6, 28)))
NEXT = Dates((date(2027, 9, 1), date(2028, 6, 30)), TERMS)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def apart(work):
    """Work in a thread with a connection of its own."""

    def run():
        try:
            return work()
        finally:
            connections.close_all()

    return run


WAITS = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid)) LIMIT 1"


def somebody_waits():
    """Until another connection stands before a lock that this one holds; SQLite, which has one lock, is given a moment."""
    if connection.vendor == "sqlite":
        sleep(0.3)
        return
    for _try in range(600):
        if sql.fetch_all(WAITS, []):
            return
        sleep(0.05)
    pytest.fail("nobody came")


def test_a_step_waits_for_the_college_before_it_holds_anything(world):
    """On PostgreSQL a step and a setting saved together used to end in a deadlock: each held what the other wanted."""
    office, own = world.client("administrator"), world.id
    year = save_year(world.actor("administrator"), None, NEXT)
    fields = {f"goes:{group.pk}": "graduate" for group in world.groups.values()}
    fields |= {f"goes:{world.groups['Э-21'].pk}": "on", f"name:{world.groups['Э-21'].pk}": "Э-31"}
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            hold_college(own)  # as a setting, an import and an order begin
            step = pool.submit(apart(lambda: office.post(f"/year/{year.pk}/carry/", fields).status_code))
            somebody_waits()
            audit.lock(own, own)
        assert step.result() == 302
    assert [group.name for group in Group.objects.of(own).filter(year=year.pk)] == ["Э-31"]


def test_of_two_who_make_the_year_at_once_one_is_told(world):
    actor = world.actor("administrator")
    with ThreadPoolExecutor(2) as pool:
        with transaction.atomic():
            hold_college(world.id)
            made = [pool.submit(apart(lambda: save_year(actor, None, NEXT))) for _one in range(2)]
            somebody_waits()
        assert sorted(one.result() is None for one in made) == [False, True]
    assert AcademicYear.objects.of(world.id).filter(name="2027/28").count() == 1
