"""2.7, 2.8: a student sees only his own progress, attendance and schedule; a parent only his own children's."""

import pytest

from tests import worlds
from tests.journal.written_day import write_day
from tests.regulation.browser import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]

FAMILIES = {
    "student": {"student"},
    "classmate": {"classmate"},
    "adult": {"adult"},
    "sister": {"sister"},
    "parent": {"student", "sister"},
    "other_parent": {"classmate"},
    "adults_parent": set(),  # of age, and did not agree
    "ex_parent": set(),  # the guardianship has ended
}


@pytest.fixture
def worlds_written():
    one, other = worlds.two_colleges()
    write_day(one)
    write_day(other)
    return one, other


@pytest.mark.parametrize("who", FAMILIES)
@pytest.mark.parametrize("page", ["", "week/", "marks/"])
def test_exactly_the_own_diaries_open(worlds_written, who, page):
    world, other = worlds_written
    person = Person(world, who)
    everybody = [name for name in world.people if name in FAMILIES or name.startswith("student") or name == "left"]
    opened = {
        name for name in everybody if person.client.get(f"/diary/{world.people[name].pk}/{page}").status_code == 200
    }
    assert opened == FAMILIES[who]
    for name in everybody:
        assert person.client.get(f"/diary/{other.people[name].pk}/{page}").status_code == 404


@pytest.mark.parametrize(
    ("who", "child"), [("student", "student"), ("parent", "sister"), ("other_parent", "classmate")]
)
def test_no_other_student_is_named(worlds_written, who, child):
    world, _other = worlds_written
    person = Person(world, who)
    own = {world.people[name].surname for name in FAMILIES[who]} | {world.people[who].surname}
    others = {row.surname for name, row in world.people.items() if name in FAMILIES or name.startswith("student")} - own
    for page in ("", "week/", "marks/"):
        text = person.sees(f"/diary/{world.people[child].pk}/{page}")
        assert {surname for surname in others if f"{surname} " in text or f"{surname}<" in text} == set()
