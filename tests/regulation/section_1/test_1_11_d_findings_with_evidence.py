"""1.11 d: more objective interim and final marks. What departs from the usual is found, shown with its rows, and answered."""

import re

import pytest

from tests import worlds
from tests.objectivity.planted import plant
from tests.regulation.browser import Person

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


def test_the_checker_goes_from_the_list_to_the_marks_and_the_teacher_sees_it_first():
    world = worlds.make_college("vek", "А")
    plant(world)
    teacher, head = Person(world, "teacher"), Person(world, "department_head")
    own = teacher.sees("/findings/")
    assert "Ваши журналы глазами проверяющего" in own
    assert "Иностранный язык" not in own
    page = head.sees("/findings/")
    assert {"чем у тех же студентов", "семестровая отметка выше предложенной"} <= set(
        re.findall("чем у тех же студентов|семестровая отметка выше предложенной", page)
    )
    links = re.findall(r'href="(/findings/[0-9a-f-]+/improved/[^"]*)"', page)
    rows = head.sees(links[0].replace("&amp;", "&"))
    assert "сдал исправленную работу" in rows
    lesson = re.search(r'href="(/lessons/[0-9a-f-]+/)"', rows)
    assert lesson
    head.sees(lesson[1])
