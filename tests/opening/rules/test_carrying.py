"""Which plan a group of a course gets without asking, and which course graduates."""

from datetime import date
from uuid import uuid4

import pytest

from zhurnal.opening.rules.carrying import intake, last_course, plan_of_intake

BEGINS = date(2026, 9, 1)


def test_the_only_plan_of_the_intake_is_offered():
    first, third = uuid4(), uuid4()
    plans = {first: 2026, third: 2024, uuid4(): None}
    assert [plan_of_intake(intake(BEGINS, course), plans) for course in (1, 2, 3)] == [first, None, third]
    assert plan_of_intake(2026, plans | {uuid4(): 2026}) is None


@pytest.mark.parametrize(
    ("semesters", "attested", "course"),
    [
        (0, False, 4),
        (2, False, 4),
        (2, True, 1),
        (4, True, 2),
        (6, False, 3),
        (7, False, 4),
        (8, True, 4),
        (10, True, 5),
    ],
)
def test_the_last_course_is_the_programmes(semesters, attested, course):
    assert last_course(semesters, attested=attested) == course
