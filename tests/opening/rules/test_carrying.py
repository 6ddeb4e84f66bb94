"""Which plan a group of a course gets without asking, and which course graduates."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from zhurnal.opening.rules.carrying import Planned, intake, last_course, offered_plans, plan_of_intake, stem

BEGINS = date(2026, 9, 1)


def test_the_only_plan_of_the_intake_is_offered():
    first, third = uuid4(), uuid4()
    plans = {first: 2026, third: 2024, uuid4(): None}
    assert [plan_of_intake(intake(BEGINS, course), plans) for course in (1, 2, 3)] == [first, None, third]
    assert plan_of_intake(2026, plans | {uuid4(): 2026}) is None


def test_the_only_plan_of_an_intake_is_not_offered_to_another_specialty():
    """Of two specialties only the plan of the first is loaded: the groups of the second wait for theirs."""
    plan = uuid4()
    groups = [Planned(uuid4(), name, 4, None) for name in ("0907-21", "0907-22", "1210-21")]
    assert offered_plans(groups, {plan: 2023}, 2026) == {}
    first = replace(groups[0], plan=plan)
    assert offered_plans([first, *groups[1:]], {plan: 2023}, 2026) == {groups[1].pk: plan}
    assert offered_plans(groups[:2], {plan: 2023}, 2026) == {groups[0].pk: plan, groups[1].pk: plan}


@pytest.mark.parametrize(
    ("name", "kin"),
    [("Э-11", "Э"), ("0907-51", "0907"), ("ЭС-24-1", "ЭС-24"), ("ИС 21к", "ИС"), ("911", "911"), ("Повара", "Повара")],
)
def test_what_groups_of_one_specialty_share(name, kin):
    assert stem(name) == kin


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
