"""1.8: all participants of the educational process are users: each role signs in and comes to a place of its own."""

import pytest
from django.test import Client

from tests import worlds
from tests.regulation.browser import text_of
from zhurnal.people.rules.roles import ROLE_NAMES, Role

WHO = {
    Role.ADMINISTRATOR: "administrator",
    Role.IVC_HEAD: "ivc_head",
    Role.DIRECTOR: "director",
    Role.DEPUTY_ACADEMIC: "deputy",
    Role.DEPUTY_PRACTICE: "deputy_practice",
    Role.DEPARTMENT_HEAD: "department_head",
    Role.DISPATCHER: "dispatcher",
    Role.GROUP_LEADER: "leader",
    Role.TEACHER: "teacher",
    Role.INSPECTOR: "inspector",
    Role.STUDENT: "student",
    Role.PARENT: "parent",
}
# Where each begins: the teacher with his day, families with the diary, those who oversee with the filling.
HOME = {
    **dict.fromkeys((Role.ADMINISTRATOR, Role.DIRECTOR, Role.DEPUTY_ACADEMIC, Role.DEPUTY_PRACTICE), "/filling/"),
    **dict.fromkeys((Role.DEPARTMENT_HEAD, Role.GROUP_LEADER), "/filling/"),
    Role.IVC_HEAD: "/imports/",
    Role.DISPATCHER: "/timetable/",
    Role.TEACHER: "/today/",
    Role.INSPECTOR: "/journals/",
    **dict.fromkeys((Role.STUDENT, Role.PARENT), "/diary/"),
}


def test_1_8_no_role_is_left_out():
    assert set(WHO) == set(HOME) == set(Role)


@pytest.mark.parametrize("role", list(Role))
def test_1_8_every_role_signs_in_and_reaches_its_home(college, role):
    if role is Role.INSPECTOR:
        worlds.let_inspector_in(college, worlds.TODAY)
    client, form = Client(), {"login": WHO[role], "password": worlds.PASSWORD}
    response = client.post(f"/sign-in/{college.college.code}/", form, follow=True)
    assert response.status_code == 200, response.redirect_chain
    visited = [address for address, _status in response.redirect_chain]
    assert any(address.startswith(HOME[role]) for address in visited), visited
    page = text_of(response)
    assert college.people[WHO[role]].short in page
    assert ROLE_NAMES[role] in page.lower() or college.college.name in page


@pytest.mark.parametrize("role", list(Role))
def test_1_8_nobody_gets_in_with_a_wrong_password(college, role):
    client = Client()
    response = client.post(f"/sign-in/{college.college.code}/", {"login": WHO[role], "password": "не тот"})
    assert response.status_code == 422
    assert client.get("/").headers["Location"].startswith("/sign-in/")


def test_1_8_the_same_login_of_another_college_is_another_person(college):
    client = Client()
    client.post("/sign-in/pml/", {"login": "teacher", "password": worlds.PASSWORD})
    assert client.get(f"/journals/{college.courses['electro'].pk}/").status_code == 404


def test_1_8_a_closed_account_is_out_at_the_next_request(college, enter):
    teacher = enter("teacher")
    account = college.accounts["teacher"]
    type(account).objects.of(college.id).filter(pk=account.pk).update(is_active=False)
    assert teacher.client.get("/today/").status_code == 302
