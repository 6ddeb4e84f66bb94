"""The policy is shown and accepted (2.1): asked first, demanded from its day on, once for each version."""

import json
from datetime import timedelta

import pytest

from tests import worlds
from tests.regulation.browser import text_of
from zhurnal.kernel.models import Change
from zhurnal.privacy.actions.policy import publish
from zhurnal.privacy.models import Acceptance
from zhurnal.privacy.rules.policy_text import usual

ASKS = "Прочесть и принять"


@pytest.fixture
def college(db, frozen_time):
    return worlds.two_colleges()[0]


def in_force(college, days, text=""):
    due = worlds.TODAY + timedelta(days=days)
    assert publish(college.actor("administrator"), usual("Век") + text, due) is None


def test_nobody_is_asked_where_no_policy_is_in_force(college):
    page = college.client("student").get("/privacy/")
    assert page.status_code == 200
    assert ASKS not in text_of(page)


def test_a_new_version_asks_first_and_stops_from_its_day_on(college):
    in_force(college, 7)
    browser = college.client("teacher")
    page = browser.get("/privacy/")
    assert page.status_code == 200
    assert ASKS in text_of(page)
    in_force(college, 0, "Новое предложение.")
    led = browser.get("/notices/")
    assert led.status_code == 302
    assert led.headers["Location"] == "/privacy/policy/?next=%2Fnotices%2F"
    assert {browser.get(f"/privacy/{own}").status_code for own in ("", "seen/")} == {
        200
    }  # one's rights rest on no acceptance
    shown = text_of(browser.get(led.headers["Location"]))
    assert "Новое предложение." in shown
    went = browser.post("/privacy/accept/", {"number": "2", "next": "/notices/"})
    assert (went.status_code, went.headers["Location"]) == (302, "/notices/")
    after = browser.get("/notices/")
    assert after.status_code == 200
    assert ASKS not in text_of(after)
    assert list(Acceptance.objects.of(college.id).values_list("person_id", "number", "device")) == [
        (college.people["teacher"].pk, 2, "Chrome, Windows")
    ]
    assert Change.objects.of(college.id).filter(action="privacy.accepted").count() == 1


def test_what_an_open_page_sends_is_never_held_back(college):
    in_force(college, 0)
    browser, course = college.client("teacher"), college.courses["electro"].pk
    one = {"key": "not a key"}
    sent = browser.post(
        f"/journals/{course}/commands/", json.dumps({"commands": [one]}), content_type="application/json"
    )
    assert sent.status_code == 200
    assert browser.get(f"/journals/{course}/").status_code == 302  # the control: a page waits


def test_an_old_version_is_not_accepted_and_twice_is_once(college):
    in_force(college, 0)
    in_force(college, 0, "Новое предложение.")
    browser = college.client("parent")
    browser.post("/privacy/accept/", {"number": "1"})
    assert Acceptance.objects.of(college.id).count() == 0
    for _time in range(2):
        browser.post("/privacy/accept/", {"number": "2"})
    assert Acceptance.objects.of(college.id).count() == 1


def test_who_has_accepted_costs_no_statement_more(college, django_assert_num_queries):
    in_force(college, 0)
    browser = college.client("student")
    browser.post("/privacy/accept/", {"number": "1"})
    browser.get("/help/")  # this process has heard of it
    with django_assert_num_queries(1):  # the session's
        assert browser.get("/help/").status_code == 200


def test_strangers_read_the_policy_and_the_draft_says_that_it_is_one(college, client):
    address = f"/privacy/policy/?college={college.college.code}"
    assert "ещё не утвердил" in text_of(client.get(address))
    in_force(college, 0)
    shown = text_of(client.get(address))
    assert "ещё не утвердил" not in shown
    assert "версия 1" in shown
    assert address in text_of(client.get(f"/sign-in/{college.college.code}/"))
    assert client.get("/privacy/policy/?college=nobody").status_code == 404


def test_a_refused_text_keeps_what_was_typed(college):
    page = college.client("administrator").post("/privacy/office/policy/", {"text": "Коротко", "due": "2026-12-08"})
    assert page.status_code == 422
    assert "не меньше 300 знаков" in text_of(page)
    assert ">\nКоротко</textarea>" in text_of(page)
