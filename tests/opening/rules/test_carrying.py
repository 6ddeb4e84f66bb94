"""Which plan a group of a course gets without asking."""

from datetime import date
from uuid import uuid4

from zhurnal.opening.rules.carrying import intake, plan_of_intake

BEGINS = date(2026, 9, 1)


def test_the_only_plan_of_the_intake_is_offered():
    first, third = uuid4(), uuid4()
    plans = {first: 2026, third: 2024, uuid4(): None}
    assert [plan_of_intake(intake(BEGINS, course), plans) for course in (1, 2, 3)] == [first, None, third]
    assert plan_of_intake(2026, plans | {uuid4(): 2026}) is None
