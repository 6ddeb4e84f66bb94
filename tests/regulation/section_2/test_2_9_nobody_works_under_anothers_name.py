"""2.9: no student ever works under a teacher's name; if one does, it is known the same day and taken back."""

import pytest

from tests import worlds
from zhurnal.incidents.policy import DISOWN, OWN, READ, RELEASE, UNDO
from zhurnal.kernel import policy
from zhurnal.people.rules.roles import Role


@pytest.mark.parametrize(
    ("action", "roles"),
    [
        (OWN, {Role.TEACHER}),
        (DISOWN, {Role.TEACHER}),
        (READ, {Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.IVC_HEAD}),
        (RELEASE, {Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE, Role.DIRECTOR, Role.IVC_HEAD}),
        (UNDO, {Role.DEPUTY_ACADEMIC, Role.IVC_HEAD}),
        ("journal.page.write", {Role.TEACHER}),
    ],
)
def test_whom_it_concerns_and_never_the_administrator(action, roles):
    assert set(policy.action_named(action).reach) == roles
    assert Role.ADMINISTRATOR not in policy.action_named(action).reach


@pytest.mark.django_db
def test_the_page_of_ones_own_changes_says_by_which_device_and_asks_before_it_acts(frozen_time):
    world = worlds.make_college("vek", "А", students=1)
    browser = world.client("teacher")
    page = browser.get("/own/changes/").content.decode()
    assert "Chrome, Windows" in page  # the session that is open
    assert page.index("<details") < page.index("Да, это не я")  # one button, and its confirmation inside
    assert browser.get("/own/changes/").status_code == 200  # looking ends nothing
