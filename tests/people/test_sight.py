"""What a parent sees of a student's journal is one rule in two spellings: Python's and the database's (A11.3)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from zhurnal.opening.queries.check import lacks_of
from zhurnal.organisation.models import College
from zhurnal.people.models import Guardianship, Person
from zhurnal.people.queries.consent import own_consents
from zhurnal.people.queries.family import parents_of
from zhurnal.people.reaches import own_children
from zhurnal.people.relations import children_of, open_bonds
from zhurnal.people.rules.age import Sight, adult_since, parents_sight

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SINCE = adult_since(worlds.TODAY)
BIRTHDAYS = (None, SINCE - timedelta(1), SINCE, SINCE + timedelta(1), date(2008, 2, 29), date(2010, 3, 5))


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def ask_nobody(world):
    college = College.objects.get(pk=world.id)
    college.parameters = {**college.parameters, "adult_parents_need_consent": False}
    college.save(update_fields=["parameters"])


@pytest.mark.parametrize("asked", [SINCE, None])
def test_both_spellings_say_the_same_of_every_birthday_and_word(world, asked):
    people = Person.objects.of(world.id)
    bond = Guardianship.objects.of(world.id).get(student=world.people["student"], parent=world.people["parent"])
    bonds = Guardianship.objects.of(world.id).filter(pk=bond.pk)
    for born in BIRTHDAYS:
        people.filter(pk=bond.student_id).update(birth_date=born)
        for allowed in (True, False):
            bonds.update(consent=allowed)
            sees = parents_sight(born, asked, allowed=allowed) is Sight.OPEN
            assert bonds.filter(open_bonds(asked)).exists() == sees, (born, allowed)
            reach = children_of(world.id, bond.parent_id, worlds.TODAY, asked)
            assert people.filter(reach, pk=bond.student_id).exists() == sees, (born, allowed)


@pytest.mark.parametrize("born", BIRTHDAYS)
def test_every_room_asks_the_rule(world, born):
    student, parent = world.people["student"], world.people["parent"]
    Person.objects.of(world.id).filter(pk=student.pk).update(birth_date=born)
    actor = world.actor("parent")
    sees = parents_sight(born, actor.asked_since, allowed=False) is Sight.OPEN
    assert Person.objects.of(world.id).filter(own_children(actor), pk=student.pk).exists() == sees
    assert (parent.pk in parents_of(world.actor("teacher"), [student.pk]).get(student.pk, ())) == sees
    shown = {bond.name: bond.sees for bond in own_consents(world.actor("student")).bonds}
    assert shown[str(parent)] == sees
    assert (world.client("parent").get(f"/diary/{student.pk}/").status_code == 200) == sees


def test_what_is_missing_is_said_to_the_student_and_in_the_year_s_check(world):
    student = world.people["student"]
    Person.objects.of(world.id).filter(pk=student.pk).update(birth_date=None)
    assert "Даты вашего рождения в журнале нет" in world.client("student").get("/consent/").content.decode()
    year = type(world.year).objects.of(world.id).select_related("college").get(pk=world.year.pk)
    (lack,) = [one for one in lacks_of(year) if "даты рождения" in one.text]
    assert (lack.step, student.listed in lack.text, "и ещё" in lack.text) == ("students", True, False)
    ask_nobody(world)
    year = type(world.year).objects.of(world.id).select_related("college").get(pk=world.year.pk)
    assert not [one for one in lacks_of(year) if "даты рождения" in one.text]


def test_namesakes_without_a_birthday_are_two_in_the_year_s_check(world):
    one, other = world.people["student"], world.people["classmate"]
    named = {"surname": one.surname, "given": one.given, "patronymic": one.patronymic, "birth_date": None}
    Person.objects.of(world.id).filter(pk__in=[one.pk, other.pk]).update(**named)
    bonds = Guardianship.objects.of(world.id).filter(consent=False)
    assert {bond.student_id for bond in bonds} >= {one.pk, other.pk}
    year = type(world.year).objects.of(world.id).select_related("college").get(pk=world.year.pk)
    (lack,) = [found for found in lacks_of(year) if "даты рождения" in found.text]
    assert lack.text.count(one.listed) == 2
