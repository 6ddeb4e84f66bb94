"""Hours by basis of study (A5.11): parts give the whole, by the students of the day, as the college splits mixed groups."""

from datetime import date

import pytest

from tests import worlds
from tests.reports.asking import asked
from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.export import Total
from zhurnal.oversight.rules.funding import Funding, Heads, Mixed, remaining, split
from zhurnal.registers.models import RegisterValue
from zhurnal.reports.catalogue import REPORTS

NOVEMBER = date(2026, 11, 1)
BUDGET, PAID, UNKNOWN = Funding.BUDGET, Funding.PAID, Funding.UNKNOWN


@pytest.mark.parametrize(
    ("heads", "mixed", "parts"),
    [
        (Heads(budget=25), "share", {BUDGET: {1: 10}}),
        (Heads(paid=25), "share", {PAID: {1: 10}}),
        (Heads(budget=15, paid=10), "share", {BUDGET: {1: 6}, PAID: {1: 4}}),
        (Heads(budget=15, paid=10, unknown=5), "share", {BUDGET: {1: 6}, PAID: {1: 4}}),
        (Heads(budget=10, paid=15), Mixed.MAJORITY, {PAID: {1: 10}}),
        (Heads(budget=12, paid=12), Mixed.MAJORITY, {BUDGET: {1: 10}}),
        (Heads(unknown=25), "share", {UNKNOWN: {1: 10}}),
        (Heads(), "majority", {UNKNOWN: {1: 10}}),
    ],
)
def test_hours_of_a_group_go_by_its_students(heads, mixed, parts):
    assert split([(1, 10, heads)], mixed) == parts


def test_months_give_their_hours_and_rounding_does_not_gather():
    months = [(month, 2, Heads(budget=22, paid=3)) for month in range(10)]
    found = split(months, "share")
    assert sum(found[PAID].values()) == 2  # 20 · 3/25 = 2.4
    assert all(found[BUDGET].get(month, 0) + found[PAID].get(month, 0) == 2 for month in range(10))


@pytest.mark.parametrize(
    ("plan", "given", "left"),
    [
        ({BUDGET: 60, PAID: 40}, {BUDGET: 30, PAID: 20}, {BUDGET: 30, PAID: 20}),
        ({BUDGET: 60, PAID: 40}, {BUDGET: 30, PAID: 45}, {BUDGET: 25, PAID: 0}),
        ({BUDGET: 10}, {BUDGET: 12}, {BUDGET: 0}),
        ({BUDGET: 60}, {UNKNOWN: 20}, {BUDGET: 40, UNKNOWN: 0}),
    ],
)
def test_what_is_left_of_the_parts_is_what_is_left_of_the_line(plan, given, left):
    assert remaining(plan, given) == left


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    for name in ("closed", "old", "english1", "history"):
        lesson = found.lessons[name]
        LessonRecord.objects.create(
            college=found.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=worlds.RECORDED
        )
    return found


def tell(world, group, values):
    """The basis of the group's students, in turn."""
    students = Membership.objects.of(world.id).filter(group=world.groups[group], left=None).order_by("student_id")
    for number, row in enumerate(students):
        RegisterValue.objects.create(
            college=world.college, person_id=row.student_id, field="funding", value=values[number % len(values)],
            changed_at=worlds.RECORDED,
        )  # fmt: skip


def rows(world, who="deputy"):
    return list(REPORTS["form3"].build(world.actor(who), asked(world.id, NOVEMBER)).rows)


def test_without_a_basis_in_the_registers_the_form_says_so(world):
    table = REPORTS["form3"].build(world.actor("deputy"), asked(world.id, NOVEMBER))
    assert {row[3] for row in table.rows if not isinstance(row, Total)} == {"не указана"}
    assert "Основа обучения не указана в реестрах" in table.notes[-1]


def test_the_forms_parts_give_the_hours_of_form_2_and_the_totals_tell_them_apart(world):
    before = {row[0]: row[-2:] for row in rows(world) if isinstance(row, Total)}
    tell(world, "Э-21", ("budget", "paid"))
    tell(world, "ТЭ-11", ("paid",))
    found = rows(world)
    totals = {row[0]: row[-2:] for row in found if isinstance(row, Total) and row[1] != "в том числе"}
    assert totals == before
    apart = {row[3]: row[-2] for row in found if row[0] == "Всего" and row[1] == "в том числе"}
    month = next(
        row
        for row in REPORTS["form2"].build(world.actor("deputy"), asked(world.id, NOVEMBER)).rows
        if row[0] == "Всего"
    )[-2]
    assert set(apart) >= {"бюджет", "внебюджет"}
    assert sum(apart.values()) == totals["Всего"][0] == month
    assert {row[3] for row in found if row[1] == "ТЭ-11"} == {"внебюджет"}


def test_the_college_may_give_a_mixed_group_to_the_basis_of_the_most(world):
    tell(world, "Э-21", ("budget", "budget", "paid"))
    world.college.parameters = {"mixed_groups_funding": "majority"}
    world.college.save()
    assert {row[3] for row in rows(world) if row[1] == "Э-21"} == {"бюджет"}


def test_who_left_counts_in_the_months_when_he_was_on_the_list(world):
    tell(world, "Э-21", ("paid",))
    Membership.objects.of(world.id).filter(group=world.groups["Э-21"]).update(left=TODAY.replace(day=1))
    assert {row[3] for row in rows(world) if row[1] == "Э-21"} == {"не указана"}
