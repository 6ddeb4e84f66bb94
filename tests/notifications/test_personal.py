"""Personal terms (A4.6): who hears that one ends or is over, once of each, without names."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests import worlds
from tests.assessment.personal import give_personal as give
from zhurnal.assessment.rules.levels import Level
from zhurnal.notifications.actions.personal import personal_at_night
from zhurnal.notifications.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SOON, OVER = date(2026, 11, 30), date(2026, 11, 23)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=2)


def heard(world):
    names = {person.pk: name for name, person in world.people.items()}
    rows = Notice.objects.of(world.id).filter(about__startswith="personal:")
    return sorted((names[row.person_id], row.about.rpartition(":")[2], row.url) for row in rows)


def test_teacher_and_leader_hear_a_week_before_and_the_head_when_it_is_over(world):
    give(world, "student", SOON)
    give(world, "classmate", SOON)
    give(world, "adult", OVER)
    give(world, "student0", worlds.TODAY + timedelta(days=8))  # not yet
    give(world, "left", SOON)  # on no list
    page, group = f"/marks/courses/{world.courses['electro'].pk}/", f"/marks/groups/{world.groups['Э-21'].pk}/"
    assert "3\u00a0человека" in personal_at_night(world.college, worlds.TODAY)
    wanted = [
        ("department_head", "over", group), ("leader", "near", group), ("leader", "over", group),
        ("teacher", "near", page), ("teacher", "over", page),
    ]  # fmt: skip
    assert heard(world) == wanted
    near = Notice.objects.of(world.id).get(person=world.people["teacher"], about__endswith=":near")
    assert near.title == "Личный срок кончается 30 ноября: Э-21, Электротехника"
    assert "у 2\u00a0студентов" in near.items[0][3]
    told = [text for row in Notice.objects.of(world.id) for item in row.items for text in (row.title, *item)]
    assert not any(surname in text for text in told for surname in ("Калугин", "Удальцов", "Зимин"))
    assert world.client("teacher").get(page).status_code == 200
    assert world.client("department_head").get(group).status_code == 200


def test_once_of_each_also_when_it_was_read_and_never_of_what_a_retake_mended(world):
    give(world, "student", SOON)
    personal_at_night(world.college, worlds.TODAY)
    Notice.objects.of(world.id).update(read_at=datetime.now(UTC))
    assert "0\u00a0человек" in personal_at_night(world.college, worlds.TODAY + timedelta(days=1))
    assert len(heard(world)) == 2
    give(world, "student", None, "3", Level.EXAM)
    assert "0\u00a0человек" in personal_at_night(world.college, SOON + timedelta(days=1))
    assert len(heard(world)) == 2
