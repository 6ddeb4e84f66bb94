"""1.11 a: marks of a term are collected, pass the council, and stand: a closed term is not written any more."""

from tests import worlds
from tests.assessment.page import set_all
from tests.regulation.browser import states


def close(college, enter):
    set_all(college)
    own = f"/marks/groups/{college.groups['Э-21'].id}/step/"
    for who, sent in (
        ("leader", {"target": "collected"}),
        ("department_head", {"target": "council", "number": "7", "dated": worlds.TODAY.isoformat()}),
        ("deputy", {"target": "closed"}),
    ):
        assert enter(who).client.post(own, sent).status_code == 302


def test_1_11_a_a_closed_term_takes_no_entries_and_says_why(college, enter):
    close(college, enter)
    teacher = enter("teacher")
    outcomes = teacher.send("electro", teacher.absence("now", "student"), teacher.work("now", "oral"))
    assert states(outcomes) == ["frozen"] * 2
    assert "Семестр закрыт" in outcomes[0]["message"]
    assert teacher.journal("electro")["rights"]["write"] is False


def test_1_11_a_families_see_term_marks_once_the_term_is_closed(college, enter):
    own = f"/marks/students/{college.people['student'].id}/"
    assert "Итоговых отметок пока нет" in enter("parent").sees(own)
    close(college, enter)
    assert enter("parent").sees(own).count("семестровая отметка") == 4
    assert enter("other_parent").client.get(own).status_code == 404
