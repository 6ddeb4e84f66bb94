"""1.11 b: control of the execution of work programmes: hours planned against hours given, and what the term comes to."""

import pytest

from tests import worlds


@pytest.mark.django_db
def test_deputy_sees_from_the_college_down_to_the_journal(frozen_time):
    world = worlds.make_college("vek", "А")
    client = world.client("deputy")
    college = client.get("/hours/").content.decode()
    assert "дисциплинам не хватит часов" in college
    address = f"/hours/{world.groups['Э-21'].pk}/"
    assert address in college
    group = client.get(address).content.decode()
    assert "Электротехника А" in group
    assert f"/journals/{world.courses['electro'].pk}/" in group
    assert "не стоит в расписании 82\u00a0ч" in group
    assert "не хватит" in group


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["teacher", "student", "parent", "leader"])
def test_for_who_does_not_watch_hours_the_page_is_absent(frozen_time, who):
    world = worlds.make_college("vek", "А")
    assert world.client(who).get("/hours/").status_code == 404


@pytest.mark.django_db
def test_a_teacher_sees_his_own_plan_what_is_given_and_what_it_comes_to(frozen_time):
    world = worlds.make_college("vek", "А")
    page = world.client("teacher").get("/my-hours/").content.decode()
    assert "Электротехника А" in page
    assert "не стоит в расписании 82\u00a0ч" in page
    assert "не хватит" in page
    assert 'href="/my-hours/"' in page
    assert "История" not in page
