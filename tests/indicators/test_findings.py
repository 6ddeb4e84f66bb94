"""Findings on a dashboard: open ones of the machine and of the checkers, as of any day, one place once."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from tests import worlds
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.checks.models import Finding, FindingStep
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.states import State, Step
from zhurnal.curriculum.models import Course
from zhurnal.indicators.queries.gathering import Question, gather, lines_of
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.periods import Period
from zhurnal.inspection.models import Remark

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

SECOND = date(2027, 3, 1)  # long after the first semester


def at(days):
    return datetime(2026, 11, 24, 5, 0, tzinfo=UTC) + timedelta(days=days)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def finding(world, course, first, *steps, state=State.OPEN):
    page = world.courses[course]
    row = Finding.objects.create(
        college=world.college, rule=next(iter(Rule)), course=page, place=uuid4().hex, evidence="нет темы", state=state,
        teacher=world.people["teacher"], first_seen=at(first), seen_at=at(first),
    )  # fmt: skip
    for days, step in steps:
        FindingStep.objects.create(college=world.college, finding=row, step=step, made_at=at(days))
    return row


def remark(world, course, issued, **more):
    page = world.courses[course]
    return Remark.objects.create(
        college=world.college, year=world.year, number=Remark.objects.of(world.id).count() + 1, course=page, kind=page.kind,
        text="тема", teacher=world.people["other_teacher"], author=world.people["deputy"], issued_at=at(issued), **more,
    )  # fmt: skip


def open_on(world, days, who="deputy", dimension=Dimension.WHOLE, key="", period=Period.TERM):
    asked = Question(Cut(), period, TODAY + timedelta(days=days))
    return lines_of(gather(world.actor(who), asked), dimension)[key].findings


def test_open_ones_of_any_day(world):
    finding(world, "electro", -5)
    finding(world, "electro", -9, (-6, Step.GONE), (-3, Step.RETURNED), (-1, Step.GONE), state=State.CLOSED)
    finding(world, "history", -2)
    remark(world, "module", -4, closed_at=at(-1), state="closed")
    remark(world, "module", -3)
    days = (-10, -8, -5, -4, -3, -2, -1, 0)
    assert [open_on(world, one) for one in days] == [0, 1, 1, 2, 4, 5, 3, 3]


def test_a_remark_made_of_an_open_finding_counts_once(world):
    remark(world, "electro", -1, finding=finding(world, "electro", -5).pk)
    remark(world, "electro", -1, finding=finding(world, "electro", -5, (-1, Step.GONE), state=State.CLOSED).pk)
    assert open_on(world, 0) == 2


def test_the_first_semester_is_counted_in_the_second_alike_by_the_college_and_a_department(world):
    own = {"college": world.college, "year": world.year}
    second = Term.objects.create(**own, number=2, starts=SECOND, ends=date(2027, 6, 28))
    for course in (world.courses["electro"], world.courses["history"]):
        Course.objects.create(**own, term=second, group=course.group, discipline=course.discipline, hours_planned=40)
    finding(world, "electro", -5)
    finding(world, "history", -5)
    days = (SECOND - TODAY).days + 2
    said = [open_on(world, days, who, period=Period.MONTH) for who in ("director", "department_head", "other_head")]
    assert said == [2, 1, 1]


def test_each_sees_those_of_his_part_and_a_teacher_those_he_can_repair(world):
    finding(world, "electro", -5)
    remark(world, "history", -3)
    assert (open_on(world, 0, "leader"), open_on(world, 0, "other_head"), open_on(world, 0, "director")) == (1, 1, 2)
    teacher = world.people["other_teacher"].pk
    assert open_on(world, 0, "deputy", Dimension.TEACHER, teacher) == 1
