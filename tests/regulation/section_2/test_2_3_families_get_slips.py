"""2.3: parents and students get their way in through the head of department; the slip carries a code that lets in once."""

import pytest

from tests import worlds

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
