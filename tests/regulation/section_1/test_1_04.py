"""1.4: a database and the means to reach it, on the Internet."""

import pytest
from django.db import connection
from django.test import Client

from tests import worlds
from tests.regulation.browser import cells, ids, states, text_of


def test_1_4_what_is_written_stands_in_a_database(college, enter):
    teacher = enter("teacher")
    assert (
        states(teacher.send("electro", teacher.work("now", "oral"), teacher.mark("now", "student", "5")))
        == ["saved"] * 2
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM journal_entry WHERE slot = 1")
        assert (connection.vendor in ("sqlite", "postgresql"), cursor.fetchall()) == (True, [("5",)])


def test_1_4_it_is_reached_by_any_browser_of_one_who_may(college, enter):
    teacher = enter("teacher")
    teacher.send("electro", teacher.work("now", "oral"), teacher.mark("now", "student", "5"))
    elsewhere = enter("deputy")
    assert cells(elsewhere.journal("electro"))[ids(college, "student", "now", 1)] == "5"


def test_1_4_a_visitor_comes_to_sign_in_by_the_bare_address(college):
    response = Client().get("/", follow=True)
    assert (response.status_code, response.redirect_chain[-1][0].split("?")[0]) == (200, "/sign-in/")
    assert college.college.name in text_of(response)


@pytest.mark.parametrize("name", ["teacher", "deputy", "student", "parent"])
def test_1_4_pages_are_pages_without_any_script(college, enter, name):
    """Plain HTTP and HTML: the home of everyone has a heading and Russian text of its own."""
    page = text_of(enter(name).client.get("/", follow=True))
    assert "<h1" in page
    assert '<html lang="ru"' in page


def test_1_4_the_server_tells_whether_it_and_its_database_answer(db):
    assert Client().get("/health/").json() == {"status": "ok"}


def test_1_4_the_way_back_leads_where_the_person_was_going(college):
    client, wanted = Client(), f"/journals/{college.courses['electro'].pk}/"
    asked = client.get(wanted)
    form = {"login": "teacher", "password": worlds.PASSWORD, "next": wanted}
    assert asked.status_code == 302
    assert client.post("/sign-in/vek/", form).headers["Location"] == wanted
