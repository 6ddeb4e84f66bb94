"""Rules about marks: what is found, what is not, and the edge of the number (A2.5–A2.9, A10.3; C5.5)."""

from dataclasses import replace

import pytest

from tests.checks.rules.made import ANNA, BORIS, SEPTEMBER, TODAY, VERA, lesson, line, of_line, page, student, work
from zhurnal.assessment.rules import accumulation
from zhurnal.checks.rules import marks as rules
from zhurnal.journal.rules.signs import ABSENT
from zhurnal.organisation.rules.parameters import Parameters

LINES = [
    # «2» not followed: only lessons in which he was present and not released count
    (rules.two_unrepaired, 3, "2 . . .", True),
    (rules.two_unrepaired, 3, "2 . .", False),
    (rules.two_unrepaired, 3, "2 . н . .", True),
    (rules.two_unrepaired, 3, "2 . н .", False),
    (rules.two_unrepaired, 3, "2 . осв .", False),
    (rules.two_unrepaired, 3, "2 . . . 4", False),
    (rules.two_unrepaired, 3, "2 . . . 2", False),
    (rules.two_unrepaired, 3, "3 . . . .", False),
    (rules.two_unrepaired, 4, "2 . . .", False),
    # «2» right after «н»
    (rules.two_after_absence, 1, "5 н 2", True),
    (rules.two_after_absence, 2, "5 н 2", False),
    (rules.two_after_absence, 2, "5 н н 2", True),
    (rules.two_after_absence, 1, "5 н . 2", False),
    (rules.two_after_absence, 1, "5 н осв 2", True),
    (rules.two_after_absence, 1, "5 н 2 4", False),
    (rules.two_after_absence, 1, "5 н 3", False),
    # «2» at the edge of the term
    (rules.two_at_edge, 1, "2 . .", True),
    (rules.two_at_edge, 1, ". 2 .", False),
    (rules.two_at_edge, 2, ". 2 . . .", True),
    (rules.two_at_edge, 1, ". . 2", True),
    (rules.two_at_edge, 1, "2 5 .", False),
    (rules.two_at_edge, 1, "3 . .", False),
    # marks by hours: two hours a lesson
    (rules.few_marks, 8, ". . . .", True),
    (rules.few_marks, 8, ". . .", False),
    (rules.few_marks, 8, ". . . 5", False),
    (rules.few_marks, 4, ". . . 5", True),
    (rules.few_marks, 8, ". . . н", False),
    (rules.few_marks, 8, ". . . осв", False),
]


@pytest.mark.parametrize(("rule", "number", "text", "found"), LINES)
def test_a_students_line_is_judged(rule, number, text, found):
    judged = list(rule(of_line(text), number))
    assert [row.student for row in judged] == ([ANNA] if found else [])


@pytest.mark.parametrize("text", ["2 . . .", "2 . н . .", "2 . . . 4", "5 2 . .", "2 осв . . .", "н 2 . . ."])
def test_an_unrepaired_two_is_the_one_that_the_teachers_page_tells_of(text):
    """The page of results and the check say the same: one truth (A2.8)."""
    facts = of_line(text)
    held = [
        accumulation.Held(seen.lesson.day, 2, seen.absent, seen.released, seen.marks)
        for _pk, line in facts.lines
        for seen in line
    ]
    told = accumulation.standing(held, Parameters(), TODAY).bad_day
    days = {one.id: one.day for one in facts.lessons}
    assert [days[row.lesson] for row in rules.two_unrepaired(facts, 3)] == ([told] if told else [])


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({0: ABSENT, 1: "4"}, True),
        ({0: "нб", 1: "зач"}, True),
        ({0: ABSENT, -1: "4"}, False),  # an отработка stands beside «н» by right
        ({0: "о10", 1: "4"}, False),
        ({0: ABSENT}, False),
        ({1: "4"}, False),
    ],
)
def test_absence_and_a_mark_in_one_lesson(cells, found):
    judged = list(rules.absent_marked(page([lesson(1)], student(ANNA, {1: cells})), 0))
    assert [(row.lesson, row.student) for row in judged] == ([(lesson(1).id, ANNA)] if found else [])


@pytest.mark.parametrize(
    ("ago", "number", "cells", "everyone", "found"),
    [
        (7, 7, {}, True, True),
        (6, 7, {}, True, False),
        (7, 7, {1: "3"}, True, False),
        (7, 7, {0: ABSENT}, True, False),
        (7, 7, {1: "осв"}, True, False),
        (7, 7, {}, False, False),
    ],
)
def test_a_control_work_marks_everyone_who_was_there(ago, number, cells, everyone, found):
    others = [student(BORIS, {ago: {1: "4"}}), student(VERA, {}, stays=((SEPTEMBER, SEPTEMBER),))]
    facts = page([lesson(ago, works=(work(everyone=everyone),))], student(ANNA, {ago: cells}), *others)
    judged = list(rules.control_unmarked(facts, number))
    assert [row.work for row in judged] == ([work().id] if found else [])


def test_a_lesson_without_any_record_is_not_a_control_work_without_marks():
    bare = lesson(9, works=(work(),), topic="", homework="", roll=False)
    assert list(rules.control_unmarked(page([bare], student(ANNA)), 7)) == []


@pytest.mark.parametrize(
    ("marks", "number", "found"), [(0, 3, False), (1, 3, True), (2, 3, True), (3, 3, False), (2, 2, False)]
)
def test_few_marks_in_a_lesson(marks, number, found):
    people = [student(pk, {1: {1: "4"}} if place < marks else {}) for place, pk in enumerate((ANNA, BORIS, VERA))]
    assert bool(list(rules.few_in_lesson(page([lesson(1)], *people), number))) is found


def test_one_mark_in_a_lesson_with_one_student_is_not_few():
    assert list(rules.few_in_lesson(page([lesson(1)], student(ANNA, {1: {1: "4"}})), 3)) == []


@pytest.mark.parametrize(("corrected", "found"), [(3, False), (4, True)])
def test_many_corrections_in_a_lesson(corrected, found):
    assert bool(list(rules.corrections(page([lesson(1, corrected=corrected)]), 4))) is found


def test_a_lesson_of_today_still_ahead_makes_nobody_unasked():
    lessons, one = line("2 . .")
    facts = page([*lessons, lesson(0)], one)
    assert list(rules.two_unrepaired(facts, 3)) == []
    assert list(rules.two_unrepaired(replace(facts, today=TODAY.replace(day=25)), 3)) != []


def test_who_left_is_not_asked_for():
    lessons, one = line("2 . . .")
    gone = replace(one, stays=((SEPTEMBER, TODAY),))
    assert list(rules.two_unrepaired(page(lessons, gone), 3)) == []


@pytest.mark.parametrize(
    ("marks", "number", "found"),
    [(". н н н", 3, True), ("н н . н", 3, False), ("н н н .", 3, False), ("н н н", 2, True), ("осв осв осв", 3, False)],
)
def test_missed_lessons_of_a_discipline(marks, number, found):
    assert bool(list(rules.missed_lessons(of_line(marks), number))) is found


def test_a_missed_lesson_is_counted_until_it_is_excused_or_made_up():
    def missed(**cells):
        signs = {3: {0: "н"}, 2: {0: "н"}, 1: {0: "н"} | {int(slot[1:]): value for slot, value in cells.items()}}
        return list(rules.missed_lessons(page([lesson(day) for day in (3, 2, 1)], student(ANNA, signs)), 3))

    assert [row.student for row in missed()] == [ANNA]
    assert missed(s0="ну") == missed(s0="нб") == missed(**{"s-1": "4"}) == []
    assert missed(s0="нн")
