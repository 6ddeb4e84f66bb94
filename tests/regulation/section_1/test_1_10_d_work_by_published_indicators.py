"""1.10 d: the work of teachers and of management is assessed by published indicators, not by a table of blame."""

import re

import pytest

from tests import worlds
from tests.indicators.planted import plant
from tests.regulation.browser import Person
from zhurnal.indicators.rules.catalogue import CATALOGUE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    made = worlds.make_college("vek", "А", students=2)
    plant(made)
    return made


def test_each_indicator_is_published_to_whoever_is_judged_by_it(world):
    for who in ("teacher", "department_head", "director"):
        page = world.client(who).get("/indicators/definitions/").content.decode()
        for one in CATALOGUE:
            assert f'id="{one.key}"' in page
            assert all(part in page for part in (one.title, "Формула", "Откуда", "Границы"))


def test_teachers_stand_in_alphabetical_order_whatever_their_figures(world):
    page = world.client("deputy").get("/indicators/?by=teachers").content.decode()
    names = re.findall(r'href="/indicators/teachers/[^"]+">([^<]+)<', page)
    assert len(names) >= 3
    assert names == sorted(names)
    assert "не ранжируют" in page


def test_a_teacher_sees_his_own_indicators_and_no_colleagues(world):
    told = Person(world, "teacher").sees("/indicators/own/")
    assert "Электротехника" in told
    assert "Лосев" not in told
    colleague = world.people["other_teacher"].pk
    assert world.client("teacher").get(f"/indicators/teachers/{colleague}/").status_code == 404
    assert world.client("leader").get(f"/indicators/teachers/{colleague}/").status_code == 404


def test_a_head_judges_a_teacher_by_the_journals_of_his_own_department(world):
    teacher = world.people["other_teacher"].pk
    first = world.client("department_head").get(f"/indicators/teachers/{teacher}/").content.decode()
    other = world.client("other_head").get(f"/indicators/teachers/{teacher}/").content.decode()
    assert ("Иностранный язык 2" in first, "История" in first) == (True, False)
    assert ("Иностранный язык 2" in other, "История" in other) == (False, True)
