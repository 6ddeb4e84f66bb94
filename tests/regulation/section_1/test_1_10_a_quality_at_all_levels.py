"""1.10 a: quality is managed at all levels: from a number one goes down to the journal it is made of, each within his reach."""

import re

import pytest

from tests import worlds
from tests.indicators.planted import plant
from tests.regulation.browser import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=2)
    plant(made)
    return made


def test_the_deputy_goes_from_the_college_down_to_the_journal(world):
    deputy, address = Person(world, "deputy"), "/indicators/"
    for kind in ("departments", "groups", "journals"):
        page = world.client("deputy").get(address, {"by": kind}).content.decode()
        found = re.findall(rf'href="(/indicators/{kind}/[0-9a-f-]+/)', page)
        assert found, kind
        address = next(one for one in found if any(str(row.pk) in one for row in reachable(world)))
        deputy.sees(address)
    assert "Занятия" in deputy.sees(address)
    assert "/journals/" in world.client("deputy").get(address).content.decode()


def reachable(world):
    return [world.departments["energy"], world.groups["Э-21"], world.courses["electro"]]


def test_every_level_has_its_own_dashboard_and_strangers_none(world):
    for who in ("director", "deputy", "deputy_practice", "department_head", "leader"):
        assert "Посещаемость" in Person(world, who).sees("/indicators/")
    assert "Посещаемость" in Person(world, "teacher").sees("/indicators/own/")
    for stranger in ("student", "parent", "adults_parent", "dispatcher"):
        for address in ("/indicators/", "/indicators/own/", "/indicators/definitions/"):
            assert world.client(stranger).get(address).status_code == 404, (stranger, address)


def test_names_of_students_stand_only_where_the_group_or_journal_is_open(world):
    surname = world.people["classmate"].surname
    group, foreign = world.groups["Э-21"].pk, world.groups["ТЭ-11"].pk
    assert surname not in world.client("director").get("/indicators/?by=journals").content.decode()
    assert surname in world.client("leader").get(f"/indicators/groups/{group}/").content.decode()
    assert world.client("leader").get(f"/indicators/groups/{foreign}/").status_code == 404
    assert surname not in world.client("other_head").get("/indicators/").content.decode()
    assert (
        surname in world.client("teacher").get(f"/indicators/journals/{world.courses['electro'].pk}/").content.decode()
    )


def test_as_of_any_day_and_never_of_a_day_ahead(world):
    client = world.client("deputy")
    assert "по 1 ноября 2026" in client.get("/indicators/?day=2026-11-01").content.decode()
    for odd in ("2027-01-01", "вчера", "2026-13-40", ""):
        assert (
            "по 24 ноября 2026" in client.get("/indicators/", {"day": odd, "period": "eon", "by": "x"}).content.decode()
        )
