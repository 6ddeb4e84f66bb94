"""1.11 a: record and control of progress; marks and attendance are stored."""

import pytest

from tests.regulation.browser import cells, ids, states


@pytest.fixture
def recorded(enter):
    """A lesson whose marks and attendance the teacher has written."""
    teacher = enter("teacher")
    outcomes = teacher.send(
        "electro",
        teacher.work("now", "oral"),
        teacher.mark("now", "student", "5"),
        teacher.mark("now", "classmate", "2"),
        teacher.absence("now", "adult"),
        teacher.absence("now", "newcomer", "о10"),
    )
    assert states(outcomes) == ["saved"] * 5
    return teacher


@pytest.mark.parametrize("value", ["5", "4", "3", "2", "зач", "незач"])
def test_1_11_a_every_mark_of_the_college_can_be_set(college, enter, value):
    teacher = enter("teacher")
    assert (
        states(teacher.send("electro", teacher.work("now", "oral"), teacher.mark("now", "student", value)))
        == ["saved"] * 2
    )
    assert cells(teacher.journal("electro"))[ids(college, "student", "now", 1)] == value


@pytest.mark.parametrize("value", ["1", "6", "+5", "4-", "•", "5 5"])
def test_1_11_a_no_other_sign_gets_into_the_journal(college, enter, value):
    teacher = enter("teacher")
    outcome = teacher.send("electro", teacher.work("now", "oral"), teacher.mark("now", "student", value))[1]
    assert outcome["state"] == "refused"
    assert cells(teacher.journal("electro")) == {}


@pytest.mark.parametrize("reader", ["teacher", "leader", "department_head", "deputy", "director"])
def test_1_11_a_marks_and_attendance_are_seen_by_those_who_control(college, enter, recorded, reader):
    found = cells(enter(reader).journal("electro"))
    assert found == {
        ids(college, "student", "now", 1): "5",
        ids(college, "classmate", "now", 1): "2",
        ids(college, "adult", "now", 0): "н",
        ids(college, "newcomer", "now", 0): "о10",
    }


def test_1_11_a_what_is_written_stays_after_the_student_has_left(college, enter, recorded):
    """The journal is a record: a student's marks do not leave with him."""
    from datetime import date

    from zhurnal.curriculum.models import Membership

    rows = Membership.objects.of(college.id).filter(student=college.people["classmate"].pk)
    rows.update(left=date(2026, 11, 25), order_out="№ 130-с")
    assert cells(enter("deputy").journal("electro"))[ids(college, "classmate", "now", 1)] == "2"


def test_1_11_a_a_mark_and_absence_exclude_each_other(college, enter, recorded):
    refused = recorded.send("electro", recorded.mark("now", "adult", "4"), recorded.absence("now", "student"))
    assert states(refused) == ["absent", "mark_stands"]


def test_1_11_a_a_missed_work_may_be_made_up_for(college, enter, recorded):
    makeup = recorded.mark("now", "adult", "4", slot=-1, on="2026-11-24")
    assert states(recorded.send("electro", makeup)) == ["saved"]
    found = cells(recorded.journal("electro"))
    assert (found[ids(college, "adult", "now", 0)], found[ids(college, "adult", "now", -1)]) == ("н", "4")


def test_1_11_a_control_sees_which_lessons_are_recorded(college, enter, recorded):
    lessons = {lesson["id"]: lesson["squares"] for lesson in enter("deputy").journal("electro")["lessons"]}
    topic, _attendance, marks, _homework = lessons[recorded.lesson("now")]
    assert (topic, marks) == (0, 2)
    assert lessons[recorded.lesson("yesterday")][0] == 4
