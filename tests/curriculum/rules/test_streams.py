"""Joined lessons (A5.3): the teacher's hours once, by the college's setting."""

from datetime import date
from uuid import UUID

from zhurnal.curriculum.rules.streams import Taught, teacher_hours
from zhurnal.organisation.rules.parameters import Parameters

ONE, OTHER, STREAM, ANNA, BORIS = (UUID(int=number) for number in range(1, 6))
DAY = date(2026, 11, 24)


def taught(course, stream=STREAM, teacher=ANNA, pair=1, hours=2):
    return Taught(course, stream, teacher, DAY, pair, hours)


def test_a_joined_lesson_counts_once():
    assert teacher_hours([taught(ONE), taught(OTHER)], once=True) == 2


def test_a_college_may_count_each_group():
    assert teacher_hours([taught(ONE), taught(OTHER)], once=False) == 4


def test_lessons_apart_count_each():
    assert teacher_hours([taught(ONE), taught(OTHER, pair=2), taught(ONE, pair=3)], once=True) == 6


def test_groups_that_are_not_joined_count_each():
    assert teacher_hours([taught(ONE, stream=None), taught(OTHER, stream=None)], once=True) == 4


def test_two_teachers_of_one_stream_each_have_their_hours():
    assert teacher_hours([taught(ONE), taught(OTHER, teacher=BORIS)], once=True) == 4


def test_the_longest_of_joined_lessons_counts():
    assert teacher_hours([taught(ONE, hours=1), taught(OTHER, hours=2)], once=True) == 2


def test_no_lessons_no_hours():
    assert teacher_hours([], once=True) == 0


def test_hours_of_joined_lessons_count_once_unless_the_college_says_otherwise():
    assert Parameters().joined_hours_once is True
