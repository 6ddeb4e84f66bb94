"""1.6: journals are kept for all groups, of theory and of professional modules."""

import pytest

from tests.regulation.browser import cells, ids, states


def test_1_6_every_group_has_its_journals(college, enter):
    page = enter("deputy").sees("/journals/")
    assert {name for name in college.groups if name in page} == set(college.groups)


@pytest.mark.parametrize("course", ["electro", "english1", "english2", "module", "history"])
def test_1_6_each_course_has_its_page(college, enter, course):
    heading = enter("deputy").journal(course)["course"]
    assert (heading["group"], heading["id"]) == (college.courses[course].group.name, college.courses[course].pk.hex)


def test_1_6_theory_and_professional_modules_are_told_apart(college, enter):
    deputy = enter("deputy_practice")
    assert (deputy.journal("module")["course"]["kind"], deputy.journal("electro")["course"]["kind"]) == (
        "module",
        "theory",
    )
    assert deputy.journal("module")["course"]["index"] == "МДК.01.01"


def test_1_6_a_lesson_of_a_module_is_recorded_like_any_other(college, enter):
    teacher = enter("other_teacher")
    outcomes = teacher.send(
        "module",
        teacher.topic("module", "Техника безопасности при обслуживании"),
        teacher.work("module", "practical", "Разборка выключателя"),
        teacher.mark("module", "student", "зач"),
        teacher.absence("module", "adult"),
        teacher.homework("module", "Отчёт по практической работе"),
    )
    assert states(outcomes) == ["saved"] * 5
    found = cells(enter("leader").journal("module"))
    assert found[ids(college, "student", "module", 1)] == "зач"
    assert found[ids(college, "adult", "module", 0)] == "н"
