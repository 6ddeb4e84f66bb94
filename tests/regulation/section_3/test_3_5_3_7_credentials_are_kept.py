"""3.5 and 3.7: parents keep their credentials, a teacher answers for his: what the journal gives them for it."""

import re
from datetime import timedelta

import pytest

from tests import worlds

NEW = "зелёный чайник на окне"
PAGES = {"parent": "/diary/", "teacher": "/today/"}
MINE = [pytest.param("parent", id="3_5_a_parent"), pytest.param("teacher", id="3_7_a_teacher")]


@pytest.mark.parametrize("who", MINE)
def test_one_sees_where_one_is_signed_in_and_ends_the_others(enter, who):
    here, elsewhere = enter(who), enter(who)
    shown = here.sees("/logins/")
    assert len(re.findall(r'name="end" value="[0-9a-f]+"', shown)) == 1
    assert here.client.post("/logins/", {"others": "1"}).status_code == 302
    assert here.client.get("/logins/").status_code == 200
    assert elsewhere.client.get(PAGES[who])["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("who", MINE)
def test_a_new_password_wants_the_former_one_and_ends_every_other_session(college, enter, who):
    here, thief = enter(who), enter(who)
    wrong = {"former": "не тот", "password": NEW, "again": NEW}
    assert here.client.post("/logins/password/", wrong).status_code == 422
    weak = {"former": worlds.PASSWORD, "password": "12345678", "again": "12345678"}
    assert here.client.post("/logins/password/", weak).status_code == 422
    assert here.client.post("/logins/password/", {**wrong, "former": worlds.PASSWORD}).status_code == 302
    assert thief.client.get(PAGES[who])["Location"].startswith("/sign-in/")
    account = type(college.accounts[who]).objects.of(college.id).get(pk=college.accounts[who].pk)
    assert account.check_password(NEW)


def test_3_7_a_screen_that_was_left_is_closed_by_one_key_and_opens_with_the_password_only(enter):
    teacher = enter("teacher")
    teacher.client.post("/lock/")
    assert teacher.client.get("/today/")["Location"].startswith("/locked/")
    assert teacher.client.post("/locked/", {"password": "не тот", "next": "/today/"}).status_code == 422
    assert teacher.client.post("/locked/", {"password": worlds.PASSWORD, "next": "/today/"})["Location"] == "/today/"


def test_3_7_on_a_computer_that_is_not_his_own_the_session_ends_by_itself(enter, frozen_time):
    teacher = enter("teacher")
    frozen_time.shift(timedelta(minutes=29))
    assert teacher.client.get("/today/").status_code == 200
    frozen_time.shift(timedelta(minutes=31))
    assert teacher.client.get("/today/")["Location"].startswith("/sign-in/")


def test_3_7_a_slip_tells_not_to_pass_it_on_and_a_password_is_told_to_nobody(college, enter):
    """The office never learns a password: it prints a code that its owner replaces by his own words."""
    office = enter("administrator")
    page = office.sees(f"/access/{college.people['teacher'].pk}/")
    assert worlds.PASSWORD not in page
    assert "password" not in page
