"""1.11 d: a term mark is proposed with its derivation; whoever departs from it says why."""

import pytest

from tests.assessment.page import write_marks


@pytest.fixture
def marked(college):
    write_marks(college)
    return f"/marks/courses/{college.courses['electro'].id}/"


def test_1_11_d_the_proposal_comes_with_its_marks_and_weights(college, enter, marked):
    student = college.people["student"].id
    page = enter("teacher").sees(f"{marked}average/?student={student}")
    assert "Средний 4,50, «5» с 4,50." in page
    assert page.count("<tr>") == 5  # four marks under the head, each with the average as it would be without it


def test_1_11_d_departing_by_a_mark_needs_a_reason_that_stays(college, enter, marked):
    teacher, key = enter("teacher"), college.people["classmate"].id.hex
    sent = {f"value-{key}": "5", f"version-{key}": "0", f"reason-{key}": ""}
    assert teacher.client.post(f"{marked}save/", sent).status_code == 422
    assert teacher.client.post(f"{marked}save/", {**sent, f"reason-{key}": "защитил проект"}).status_code == 302
    assert "защитил проект" in enter("department_head").sees(marked)


def test_1_11_d_a_closed_statement_is_not_set_over_by_the_teacher(college, enter, marked):
    from uuid import uuid4

    from zhurnal.assessment.actions import Put, put_results
    from zhurnal.assessment.rules.levels import Level

    student, course = college.people["student"], college.courses["electro"]
    put = Put(student.id, course.discipline_id, college.term.id, 3, Level.TERM, "3", ground="ведомость № 14")
    put_results(college.actor("deputy"), [put], uuid4())
    answer = enter("teacher").client.post(
        f"{marked}save/", {f"value-{student.id.hex}": "5", f"version-{student.id.hex}": "1"}
    )
    assert answer.status_code == 422
    assert "Эту отметку определяет документ: ведомость № 14." in answer.content.decode()
