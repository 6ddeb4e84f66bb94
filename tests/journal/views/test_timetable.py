"""The page «Расписание»."""

import pytest
from django.urls import reverse

from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def page_of(world, who, **query):
    return world.client(who).get("/timetable/", query).content.decode()


def test_teacher_goes_from_the_timetable_to_the_lesson(world):
    page = page_of(world, "teacher")
    assert reverse("journal:lesson", args=[world.lessons["now"].id]) in page
    assert "23–28 ноября" in page


def test_parent_chooses_a_child_and_goes_to_the_diary(world):
    page = page_of(world, "parent")
    for child in ("sister", "student"):
        assert f"whose=student-{world.people[child].id.hex}" in page
    assert f"{reverse('journal:diary', args=[world.people['sister'].id])}?day=2026-11-24" in page
    assert "/lessons/" not in page


def test_dispatcher_chooses_from_a_list_and_changes_nothing(world):
    page = page_of(world, "dispatcher", whose=f"teacher-{world.people['teacher'].id.hex}")
    assert "Расписание" in page
    assert "Кравцова-А Ольга" in page
    assert "/lessons/" not in page


@pytest.mark.parametrize("who", ["deputy", "director", "department_head", "administrator"])
def test_timetable_is_absent_for_those_without_one(world, who):
    assert world.client(who).get("/timetable/").status_code == 404


def test_page_of_another_week_is_given_for_a_day(world):
    page = page_of(world, "teacher", day="2026-11-17")
    assert "16–21 ноября" in page
    assert reverse("journal:lesson", args=[world.lessons["old"].id]) in page
