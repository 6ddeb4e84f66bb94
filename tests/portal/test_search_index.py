"""A name is looked up in an index, not by reading the college's people."""

import pytest

from tests import worlds
from zhurnal.kernel.search import LAST_SIGN, START, Asked, Term, beginning
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.people.models import Person

NAMES = ("surname", "given", "patronymic")


def asked(world, word):
    return Asked(world.id, (Term(word, f" {word}", word[:START], word[:START] + LAST_SIGN),))


def test_each_part_of_a_name_has_its_index(db, frozen_time):
    world = worlds.make_college("vek", "А", 1)
    letters = "абвгдежзиклмнопрстуф"
    Person.objects.bulk_create(
        Person(college=world.college, surname=a + b + c, given=b + c + a, patronymic=c + a + b)
        for a in letters
        for b in letters
        for c in letters[:6]
    )
    refresh_statistics()
    for name in NAMES:
        plan = beginning(Person.objects.of(world.id), asked(world, "калу"), name).values("pk").explain()
        assert f"person_by_{name}" in plan


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("кал", 2),
        ("калугин", 2),
        ("калугина", 1),
        ("калугинов", 0),
        ("алуг", 0),
        ("андреев", 2),
        ("вера", 1),
        ("ёж", 0),
    ],
)
def test_a_word_begins_a_part_of_the_name(db, frozen_time, word, found):
    world = worlds.make_college("vek", "А", 1)
    people = Person.objects.of(world.id).filter(
        pk__in=[world.people[who].pk for who in ("student", "sister", "teacher")]
    )
    assert beginning(people, asked(world, word), *NAMES).count() == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("корсак", True),
        ("анна корс", True),
        ("корс мамед", True),
        ("рим ан", True),
        ("римская-корс", True),
        ("оглы анна", True),
        ("орсак", False),
        ("корсак вера", False),
    ],
)
def test_any_part_of_a_name_in_any_order(db, frozen_time, words, found):
    world = worlds.make_college("vek", "А", 1)
    person = Person.objects.create(
        college=world.college, surname="Римская-Корсакова", given="Анна", patronymic="Мамед оглы"
    )
    terms = tuple(Term(word, f" {word}", word[:START], word[:START] + LAST_SIGN) for word in words.split())
    rows = beginning(Person.objects.of(world.id), Asked(world.id, terms), *NAMES)
    assert (person in rows) is found


@pytest.mark.parametrize("surname", ["Ёжикова", "ЁЖИКОВА", "ежикова", "Ежикова"])
def test_capitals_and_yo_do_not_matter(db, frozen_time, surname):
    world = worlds.make_college("vek", "А", 1)
    Person.objects.of(world.id).filter(pk=world.people["student"].pk).update(surname=surname)
    assert beginning(Person.objects.of(world.id), asked(world, "ежик"), *NAMES).count() == 1
