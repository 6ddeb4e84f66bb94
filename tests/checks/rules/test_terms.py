"""Rules about results, hours and lists: what is found, what is not, and the edge of the number (A4.5, A5.2, A5.8)."""

import pytest

from tests.checks.rules.made import ANNA, BORIS, TEACHER, lesson, page, student
from zhurnal.checks.rules import terms as rules
from zhurnal.checks.rules.facts import PracticeFacts
from zhurnal.oversight.rules.hours import Hours
from zhurnal.oversight.rules.missing import Missing


@pytest.mark.parametrize(
    ("ago", "number", "results", "settles", "found"),
    [
        (3, 3, {}, True, True),
        (2, 3, {}, True, False),
        (0, 0, {}, True, True),
        (3, 3, {ANNA: ("4", "")}, True, True),
        (3, 3, {ANNA: ("4", ""), BORIS: ("на", "")}, True, False),
        (3, 3, {}, False, False),
    ],
)
def test_results_are_set_when_lessons_are_over(ago, number, results, settles, found):
    facts = page([lesson(30), lesson(ago)], student(ANNA), student(BORIS), results=results, settles=settles)
    judged = list(rules.term_unmarked(facts, number))
    assert [row.teacher for row in judged] == ([TEACHER] if found else [])


def test_results_are_not_asked_for_while_lessons_lie_ahead():
    assert list(rules.term_unmarked(page([lesson(30), lesson(-7)], student(ANNA)), 0)) == []
    assert list(rules.term_unmarked(page([lesson(3), lesson(-7, cancelled=True)], student(ANNA)), 3)) != []


def test_a_practice_has_its_mark_on_its_own_page():
    practices = [PracticeFacts(ANNA, lesson(3).day, TEACHER, listed=1, unmarked=0)]
    assert list(rules.term_unmarked(page([lesson(3)], student(ANNA), practices=practices), 3)) == []


@pytest.mark.parametrize(
    ("value", "reason", "gives", "number", "found"),
    [
        ("5", "", "4", 1, True),
        ("5", "", "4", 2, False),
        ("5", "", "3", 2, True),
        ("3", "", "4", 1, True),
        ("4", "", "4", 1, False),
        ("5", "олимпиада", "4", 1, False),
        ("зач", "", "4", 1, False),
        ("5", "", "", 1, False),
    ],
)
def test_a_result_is_held_beside_the_average(value, reason, gives, number, found):
    facts = page([lesson(3)], student(ANNA), results={ANNA: (value, reason)}, expected={ANNA: gives} if gives else {})
    assert [row.student for row in rules.term_off_average(facts, number)] == ([ANNA] if found else [])


@pytest.mark.parametrize(
    ("hours", "found"),
    [
        (Hours(96, given=40, ahead=56), False),
        (Hours(96, given=40, ahead=53), False),
        (Hours(96, given=40, ahead=52), True),
        (Hours(96, given=40, ahead=60), True),
        (Hours(96, given=40, ahead=59), False),
        (Hours(0, given=40, ahead=60), False),
        (None, False),
    ],
)
def test_hours_are_held_beside_the_plan(hours, found):
    assert bool(list(rules.hours_off_plan(page([lesson(1)], hours=hours), 4))) is found


def test_missing_hours_say_why():
    (found,) = rules.hours_off_plan(
        page([lesson(1)], hours=Hours(96, given=40, ahead=50, lost=6), missing=Missing(cancelled={"other": 6})), 4
    )
    assert found.evidence.replace("\u00a0", " ") == "По плану 96 ч, выйдет 90 ч, не хватит 6 ч: отменено 6 ч."


@pytest.mark.parametrize(
    "given", [{"elsewhere": frozenset({ANNA})}, {"nowhere": frozenset({ANNA})}, {"strangers": {ANNA: 2}}]
)
def test_subgroups_are_not_mixed(given):
    assert [row.student for row in rules.subgroups_mixed(page([lesson(1)], student(BORIS), **given), 0)] == [ANNA]
    assert list(rules.subgroups_mixed(page([lesson(1)], student(BORIS)), 0)) == []
