"""2.5, 2.6, 1.7, 3.7: journals are checked every night by named rules; the teacher sees first what stands in his."""

from tests.regulation.browser import states
from tests.worlds import TODAY
from zhurnal.checks.actions.nightly import at_night


def test_2_5_what_a_teacher_repairs_before_the_night_reaches_no_checker(college, enter):
    teacher, deputy = enter("teacher"), enter("deputy")
    place = {key: f"/lessons/{college.lessons[key].pk}/" for key in ("yesterday", "old")}
    own = teacher.sees("/checks/own/")
    assert place["yesterday"] in own
    assert place["old"] in own
    said = teacher.send("electro", teacher.topic("yesterday", "Тема 1 А"), teacher.homework("yesterday", "§ 1"))
    assert states(said) == ["saved", "saved"]
    assert place["yesterday"] not in teacher.sees("/checks/own/")
    assert "Ничего не найдено" in deputy.sees("/checks/all/")
    at_night(college.college, TODAY)
    found = deputy.sees("/checks/all/?rule=no_record")
    assert place["old"] in found
    assert place["yesterday"] not in found


def test_2_6_journals_of_modules_are_the_deputy_for_practices(college, enter):
    type(college.term).objects.of(college.id).filter(pk=college.term.pk).update(ends=TODAY)
    at_night(college.college, TODAY)
    assert "МДК.01.01" in enter("deputy_practice").sees("/checks/all/")
    assert "МДК.01.01" not in enter("deputy").sees("/checks/all/")
