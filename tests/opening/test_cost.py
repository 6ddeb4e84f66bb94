"""A step of the wizard costs the same statements for a small college and a large one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import Course, Discipline, Group, GroupLeader, Membership
from zhurnal.opening.rules.steps import SLUGS
from zhurnal.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
MOST, CHECK = 20, 34


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def grow(world) -> None:
    """Nine more groups with a leader, two students and a journal each."""
    for number in range(9):
        group = Group.objects.create(
            college=world.college, year=world.year, department=world.departments["energy"], name=f"Р-1{number}", course_year=1
        )  # fmt: skip
        subject = Discipline.objects.create(college=world.college, index=f"ОП.{number}", name=f"Предмет {number}")
        Course.objects.create(college=world.college, year=world.year, term=world.term, group=group, discipline=subject)
        leader = Person.objects.create(college=world.college, surname=f"Рукин{number}", given="Олег")
        GroupLeader.objects.create(college=world.college, group=group, person=leader, since=date(2026, 9, 1))
        for place in range(2):
            student = Person.objects.create(college=world.college, surname=f"Новый{number}{place}", given="Имя")
            Membership.objects.create(
                college=world.college, group=group, student=student, entered=date(2026, 9, 1), recorded_at="2026-09-01T05:00Z"
            )  # fmt: skip


def test_every_step_costs_the_same_for_few_and_many(world):
    client, year = world.client("administrator"), world.year.pk

    def costs() -> dict[str, int]:
        found = {}
        for slug in SLUGS:
            with CaptureQueriesContext(
                connection,
            ) as told:
                assert client.get(f"/year/{year}/{slug}/").status_code == 200
            found[slug] = len(told)
        return found

    client.get(f"/year/{year}/year/")  # whatever is remembered is remembered
    few = costs()
    grow(world)
    assert costs() == few
    assert few.pop("check") <= CHECK
    assert max(few.values()) <= MOST


def test_the_turn_of_the_year_costs_the_same_for_few_and_many(world):
    client = world.client("administrator")
    days = {"starts": "2027-09-01", "ends": "2028-06-30", "first_starts": "2027-09-01", "first_ends": "2027-12-28",
            "second_starts": "2028-01-12", "second_ends": "2028-06-28"}  # fmt: skip
    address = client.post("/year/new/", days).url.replace("bells", "carry")
    told = []
    for step in range(2):
        if step:
            grow(world)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        told.append(len(asked))
    assert told[0] == told[1]
