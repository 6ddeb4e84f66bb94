"""1.11 a: marks of a term are collected, pass the council, and stand: a closed term is not written any more, or by two people and an act."""

import re

from tests import worlds
from tests.assessment.page import set_all
from tests.regulation.browser import states

STEPS = (
    ("leader", {"target": "collected"}),
    ("department_head", {"target": "council", "number": "7", "dated": worlds.TODAY.isoformat()}),
    ("deputy", {"target": "closed"}),
)


def close(college, enter):
    set_all(college)
    own = f"/marks/groups/{college.groups['Э-21'].id}/step/"
    for who, sent in STEPS:
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


def test_1_11_a_what_a_reopened_term_changed_is_read_as_an_act(college, enter):
    """Two people and an order open it, the changed mark is in the act with what stood before, the teacher reads it (A3.7)."""
    close(college, enter)
    own, course = f"/marks/groups/{college.groups['Э-21'].id}/", college.courses["electro"].pk
    deputy, director, teacher = enter("deputy"), enter("director"), enter("teacher")
    asked = {"target": "open", "reason": "Отметка другого студента", "order": "12-у"}
    assert deputy.client.post(f"{own}step/", asked).status_code == 302
    assert "Согласиться должен другой человек" in deputy.sees(own)
    assert deputy.client.post(f"{own}second/").status_code == 422
    assert director.client.post(f"{own}second/").status_code == 302
    key = college.people["student"].pk.hex
    sent = {f"value-{key}": "5", f"reason-{key}": "исправлена ошибка", f"version-{key}": "1"}
    assert teacher.client.post(f"/marks/courses/{course}/save/", sent).status_code in (200, 302)
    assert "Семестр ещё открыт" in deputy.sees(f"/acts/term/{course}/")
    for who, sent in STEPS:
        assert enter(who).client.post(f"{own}step/", sent).status_code == 302
    waits = re.search(rf"/acts/term/{course}/\?reopening=[0-9a-f-]+", deputy.sees("/acts/"))
    assert waits, "the journal waits for its act"
    form = {
        "reopening": waits[0].partition("=")[2],
        "member": [str(college.people[name].pk) for name in ("deputy", "director")],
    }
    act = deputy.client.post(waits[0], form).headers["Location"]
    for reader in (deputy, teacher, enter("department_head")):
        paper = reader.sees(act)
        for words in ("приказ № 12-у", "Семестровая отметка: Калугин", "<td>4</td><td>5</td>", "исправлена ошибка"):
            assert words in paper, words
    assert enter("parent").client.get(act).status_code == 404
