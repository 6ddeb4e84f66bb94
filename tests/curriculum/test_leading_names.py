"""Who leads the journals of many courses, by surname, on a day."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.worlds import SEPTEMBER, TODAY
from zhurnal.curriculum.models import CourseTeacher
from zhurnal.curriculum.queries import leading_names
from zhurnal.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_of_each_course_its_teachers_of_the_day_by_the_alphabet(django_assert_num_queries):
    world, _other = worlds.two_colleges()
    electro, english = world.courses["electro"].pk, world.courses["english1"].pk
    for surname, since, until in (
        ("Ёлкина", SEPTEMBER, None),
        ("Жук", SEPTEMBER, None),
        ("Агеев", SEPTEMBER, TODAY - timedelta(days=1)),
        ("Борин", TODAY + timedelta(days=1), None),
    ):
        person = Person.objects.create(college_id=world.id, surname=surname, given="Яна")
        CourseTeacher.objects.create(college_id=world.id, course_id=electro, teacher=person, since=since, until=until)
    with django_assert_num_queries(1):
        found = leading_names(world.id, [electro, english], TODAY)
    assert [name.split("\u00a0")[-1] for name in found[electro]] == ["Ёлкина", "Жук", "Кравцова-А"]
    assert len(found[english]) == 1
