"""1.10 d: the work of teachers and of management is assessed by published indicators, not by a table of blame."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests import worlds
from tests.indicators.planted import plant
from tests.regulation.browser import Person
from zhurnal.indicators.queries.management import load_management
from zhurnal.indicators.rules.catalogue import CATALOGUE, Key
from zhurnal.indicators.rules.periods import Period
from zhurnal.tasks.models import Assignment, Task

MOMENT = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
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


def test_management_is_seen_by_departments_with_the_tasks_of_their_heads(world):
    head = world.people["department_head"]
    for days, reported in ((1, 0), (3, 4), (5, None)):  # in time, late, never
        due = worlds.TODAY - timedelta(days=days)
        task = Task.objects.create(
            college=world.college, text="Сверить списки", giver=world.people["deputy"], given_at=MOMENT, due=due
        )
        at = None if reported is None else MOMENT - timedelta(days=days) + timedelta(days=reported)
        Assignment.objects.create(college=world.college, task=task, person=head, reported_at=at)
    page = load_management(world.actor("deputy"), Period.TERM, worlds.TODAY)
    assert [line.second for line in page.lines] == ["Заведуева-А Вера Олеговна"] * 2
    place = [column.key for column in page.columns].index(Key.TASKS)
    told = page.lines[1].cells[place]
    assert (told.text, told.few, told.of) == ("33,3\u00a0%", True, 3)
    assert told.range == "6–79\u00a0%"
    own = world.client("department_head").get("/indicators/management/").content.decode()
    assert ("Энергетическое" in own, "Общеобразовательное" in own) == (True, False)
    assert world.client("teacher").get("/indicators/management/").status_code == 404
