"""3.6: a teacher sees and records only in his own groups and disciplines."""

import pytest
from django.urls import reverse

from tests import worlds

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def colleges():
    return worlds.two_colleges()


def courses_in(page, *colleges):
    return {
        (world.canary, key)
        for world in colleges
        for key, course in world.courses.items()
        if reverse("journal:page", args=[course.id]) in page
    }


def lessons_in(page, *colleges):
    return {
        (world.canary, key)
        for world in colleges
        for key, lesson in world.lessons.items()
        if reverse("journal:lesson", args=[lesson.id]) in page
    }


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("teacher", {("А", "electro")}),
        ("other_teacher", {("А", "english2"), ("А", "module"), ("А", "history")}),
        ("subgroup_teacher", {("А", "english1")}),
        ("ex_teacher", set()),
    ],
)
def test_list_of_journals_holds_own_ones_only(colleges, who, own):
    page = colleges[0].client(who).get("/journals/").content.decode()
    assert courses_in(page, *colleges) == own


@pytest.mark.parametrize(
    ("who", "own"),
    [
        ("teacher", {"closed", "old", "yesterday", "earlier", "now", "future"}),
        ("other_teacher", {"english2", "module", "history"}),
        ("subgroup_teacher", {"english1"}),
        ("substitute", {"substituted"}),
        ("ex_teacher", set()),
    ],
)
def test_day_holds_own_lessons_only(colleges, who, own):
    page = colleges[0].client(who).get("/today/").content.decode()
    assert lessons_in(page, *colleges) == {("А", key) for key in own}


def test_journal_of_another_teacher_looks_absent(colleges):
    client = colleges[0].client("teacher")
    for world, key in ((colleges[0], "history"), (colleges[0], "english2"), (colleges[1], "electro")):
        assert client.get(reverse("journal:page", args=[world.courses[key].id])).status_code == 404
