"""2.3: parents and students get their way in through the head of department; the slip carries a code that lets in once."""

import pytest
from django.test import Client

from tests import worlds
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_2_3_only_the_head_of_department_gives_families_their_way_in(client):
    world = worlds.make_college("vek", "А")
    group = world.groups["Э-21"].pk
    ticked = {"who": "parents", "person": [world.people["parent"].pk.hex]}
    for name, status in (
        ("department_head", 200),
        ("other_head", 404),
        ("administrator", 404),
        ("leader", 404),
        ("deputy", 404),
    ):
        browser = worlds.sign_in(client, world.accounts[name])
        assert browser.post(f"/credentials/{group}/slips/", ticked).status_code == status


def test_2_3_the_colleges_own_people_get_theirs_from_the_administrator_or_the_head_of_ivc(client):
    world = worlds.make_college("vek", "А")
    for name, status in (
        ("administrator", 200),
        ("ivc_head", 200),
        ("department_head", 404),
        ("deputy", 404),
        ("teacher", 404),
    ):
        browser = worlds.sign_in(client, world.accounts[name])
        answer = browser.post("/credentials/staff/", {"person": world.people["leader"].pk.hex})
        assert (name, answer.status_code) == (name, status)
    # families are not on that list at all: their way is through the head of their department
    office = worlds.sign_in(client, world.accounts["administrator"])
    assert office.post("/credentials/staff/", {"person": world.people["parent"].pk.hex}).status_code == 409


def test_2_3_printing_handing_over_and_the_first_sign_in_are_three_recorded_steps(client):
    world = worlds.make_college("vek", "А")
    parent, group = world.people["parent"], world.groups["Э-21"].pk
    head = worlds.sign_in(client, world.accounts["department_head"])
    ticked, own = {"who": "parents", "person": [parent.pk.hex]}, "зелёный чайник на окне"
    former = worlds.slip_code(head.post(f"/credentials/{group}/slips/", ticked))
    code = worlds.slip_code(head.post(f"/credentials/{group}/slips/", ticked))
    assert head.post(f"/credentials/{group}/handed/", ticked).status_code == 302
    said = {"login": "parent", "password": own, "again": own}
    assert Client().post("/sign-in/vek/", {"login": "parent", "password": worlds.PASSWORD}).status_code == 422
    assert (
        Client().post("/sign-in/vek/first/", {**said, "code": former}).status_code == 422
    )  # a new slip ends the former
    assert (
        Client()
        .post("/sign-in/vek/first/", {**said, "code": code, "password": "123456", "again": "123456"})
        .status_code
        == 422
    )
    assert Client().post("/sign-in/vek/first/", {**said, "code": code}).status_code == 302
    assert Client().post("/sign-in/vek/first/", {**said, "code": code}).status_code == 422  # once
    told = Change.objects.of(world.id).filter(chain=parent.pk).exclude(action="people.enter").order_by("seq")
    assert list(told.values_list("action", flat=True)) == [
        "people.account", "credentials.print", "people.account", "credentials.print", "people.account.hand", "people.account.open",
    ]  # fmt: skip
    page = head.get("/credentials/issued/").content.decode()
    assert ("Вручён" in page, "пароль придуман" in page, parent.listed in page) == (True, True, True)
