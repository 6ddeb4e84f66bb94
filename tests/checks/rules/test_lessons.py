"""Rules about the record of a lesson: what is found, what is not, and the edge of the number (A10.3)."""

import pytest

from tests.checks.rules.made import OTHER, TEACHER, TODAY, lesson, page
from zhurnal.checks.rules import lessons as rules
from zhurnal.checks.rules.catalogue import Rule

EMPTY = {"topic": "", "homework": "", "roll": False}
OHM = frozenset({"Закон Ома для участка цепи", "Правила Кирхгофа"})

CASES = [
    # nothing is written
    (rules.no_record, 1, lesson(1, **EMPTY), True),
    (rules.no_record, 1, lesson(0, **EMPTY), False),
    (rules.no_record, 3, lesson(3, **EMPTY), True),
    (rules.no_record, 3, lesson(2, **EMPTY), False),
    (rules.no_record, 1, lesson(1, **EMPTY, cells=1), False),
    (rules.no_record, 1, lesson(1, **EMPTY, cancelled=True), False),
    (rules.no_record, 1, lesson(1, **EMPTY, away=True), False),
    # no topic
    (rules.no_topic, 1, lesson(1, topic=""), True),
    (rules.no_topic, 2, lesson(1, topic=""), False),
    (rules.no_topic, 1, lesson(1), False),
    (rules.no_topic, 1, lesson(1, **EMPTY), False),
    (rules.no_topic, 1, lesson(1, topic="", cancelled=True), False),
    # no homework
    (rules.no_homework, 1, lesson(1, homework=""), True),
    (rules.no_homework, 2, lesson(1, homework=""), False),
    (rules.no_homework, 1, lesson(1, homework="не задано"), False),
    (rules.no_homework, 1, lesson(1, topic="", homework=""), False),
    # outside the timetable
    (rules.off_timetable, 0, lesson(1, manual=True), True),
    (rules.off_timetable, 0, lesson(1, manual=True, shown=True), False),
    (rules.off_timetable, 0, lesson(1, **EMPTY, manual=True), False),
    (rules.off_timetable, 0, lesson(1, cancelled=True), True),
    (rules.off_timetable, 0, lesson(1, **EMPTY, cancelled=True), False),
    (rules.off_timetable, 0, lesson(1, day_off=True), True),
    (rules.off_timetable, 0, lesson(-1, manual=True), False),
    (rules.off_timetable, 0, lesson(1), False),
    # a substitution that is not shown
    (rules.substitution_hidden, 0, lesson(1, teacher=OTHER, leads=False), True),
    (rules.substitution_hidden, 0, lesson(1, teacher=OTHER, leads=False, substituted=True, shown=True), False),
    (rules.substitution_hidden, 0, lesson(1, substituted=True), True),
    (rules.substitution_hidden, 0, lesson(1, absent=True), True),
    (rules.substitution_hidden, 0, lesson(1, **EMPTY, absent=True), False),
    (rules.substitution_hidden, 0, lesson(1, absent=True, cancelled=True), False),
    (rules.substitution_hidden, 0, lesson(1), False),
]


@pytest.mark.parametrize(("rule", "number", "one", "found"), CASES)
def test_a_lesson_is_judged(rule, number, one, found):
    assert [row.lesson for row in rule(page([one]), number)] == ([one.id] if found else [])


@pytest.mark.parametrize(
    ("topic", "number", "found"),
    [
        ("Закон Ома для участка цепи", 100, False),
        ("Закон Ома", 40, False),  # two of five words
        ("Закон Ома", 41, True),
        ("Ома закон, задачи для участка цепи", 100, False),
        ("Повторение", 10, True),
        ("", 100, False),
    ],
)
def test_a_topic_is_held_beside_the_programme(topic, number, found):
    judged = list(rules.topic_off_plan(page([lesson(1, topic=topic)], topics=OHM), number))
    assert bool(judged) is found


def test_a_page_without_a_programme_has_no_topic_off_it():
    assert list(rules.topic_off_plan(page([lesson(1, topic="Что угодно")]), 100)) == []


def test_a_finding_names_its_place_and_who_repairs_it():
    (found,) = rules.no_topic(page([lesson(1, topic="")]), 1)
    assert (found.rule, found.teacher, found.student, found.work) == (Rule.NO_TOPIC, TEACHER, None, None)
    assert found.place == f"{lesson(1).id.hex}::"
    assert found.evidence == f"Занятие {TODAY.day - 1}.11, 2-я пара: тема не записана."
