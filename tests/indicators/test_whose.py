"""Whose a figure is: marks of statements, former teachers, those who stood in, groups of the year before, threads of one process."""

from datetime import date

import pytest

from tests import worlds
from tests.indicators.planted import COURSES, add_past_term, add_results, by_values, figures, plant, told
from tests.indicators.test_findings import finding
from tests.worlds import TODAY
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, CourseTeacher, Group, Membership, SubgroupMembership
from zhurnal.indicators.queries import overlay
from zhurnal.indicators.queries.gathering import Question, gather, lines_of
from zhurnal.indicators.rules.cut import Cut, Dimension
from zhurnal.indicators.rules.periods import Period

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]
SEPTEMBER = date(2026, 9, 1)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def lines(world, who, dimension, cut=None, period=Period.WEEK):
    return lines_of(gather(world.actor(who), Question(cut or Cut(), period, TODAY)), dimension)


def own(world, who):
    return lines(world, who, Dimension.WHOLE, Cut(teacher=world.people[who].pk, own=True), Period.TERM)[""]


def page_of(world, term, course, teacher):
    """The journal of a past semester, led to its end."""
    page = world.courses[course]
    found = Course.objects.create(
        college=world.college, year=term.year, term=term, group=page.group, subgroup=page.subgroup,
        discipline=page.discipline, kind=page.kind,
    )  # fmt: skip
    CourseTeacher.objects.create(
        college=world.college, course=found, teacher=world.people[teacher], since=term.starts, until=term.ends
    )
    return found.pk


def test_a_mark_of_a_statement_counts_for_the_journal_and_its_teacher(world):
    past = add_past_term(world)
    SubgroupMembership.objects.of(world.id).update(since=past.year.starts)
    pages = {course: page_of(world, past, course, who) for course, who in COURSES.items()}
    finals = {"student": {"electro": "5", "english1": "4"}, "classmate": {"electro": "2"}, "adult": {"english1": "3"}}
    add_results(world, past, finals, Level.EXAM)  # a closed statement names no journal
    by_journal = lines(world, "deputy", Dimension.JOURNAL)
    assert by_values(by_journal[pages["electro"]]) == {"5": 1, "2": 1}
    assert by_values(by_journal[pages["english1"]]) == {"4": 1}  # the adult sits in the other subgroup
    by_teacher = lines(world, "deputy", Dimension.TEACHER)
    assert by_values(by_teacher[world.people["teacher"].pk]) == {"5": 1, "2": 1}
    assert by_values(by_teacher[world.people["subgroup_teacher"].pk]) == {"4": 1}


def test_whoever_led_a_journal_before_is_not_told_of_it_and_whoever_stood_in_is_told_of_his_lessons(world):
    plant(world)
    hours = {key: figures.hours.plan for key, figures in lines(world, "deputy", Dimension.TEACHER).items()}
    assert hours[world.people["teacher"].pk] == 96
    assert hours.get(world.people["ex_teacher"].pk, 0) == 0
    assert own(world, "ex_teacher").hours.plan == 0
    assert told(own(world, "substitute").now) == figures(world, ("electro",), SEPTEMBER, TODAY, "substitute")
    assert own(world, "substitute").now.lessons == 1


def test_a_colleagues_finding_is_not_ones_own(world):
    finding(world, "electro", -5)  # the teacher's
    row = finding(world, "electro", -5)
    type(row).objects.of(world.id).filter(pk=row.pk).update(teacher=world.people["substitute"])
    assert (own(world, "teacher").findings, own(world, "substitute").findings) == (1, 1)
    assert lines(world, "deputy", Dimension.WHOLE)[""].findings == 2


def test_marks_of_last_year_are_those_of_the_group_that_went_on(world):
    past = add_past_term(world)
    old = Group.objects.create(
        college=world.college, name="Э-11", department=world.departments["energy"], year=past.year, course_year=1
    )
    Membership.objects.of(world.id).filter(group=world.groups["Э-21"], entered__lt=SEPTEMBER).update(
        group=old, left=SEPTEMBER
    )
    for name in ("student", "classmate", "adult"):
        Membership.objects.create(
            college=world.college, group=world.groups["Э-21"], student=world.people[name], entered=SEPTEMBER,
            recorded_at=worlds.RECORDED,
        )  # fmt: skip
    add_results(world, past, {"student": {"electro": "5"}, "classmate": {"electro": "4"}})
    group = world.groups["Э-21"].pk
    for who in ("deputy", "leader"):
        found = lines(world, who, Dimension.GROUP)
        assert (by_values(found[group]), old.pk in found) == ({"5": 1, "4": 1}, False), who
    cut = lines(world, "leader", Dimension.WHOLE, Cut(group=group))[""]
    assert (by_values(cut), cut.by_students.students) == ({"5": 1, "4": 1}, 2)


class Forgetful(dict):
    """Rows that another thread takes away the moment they are put in."""

    def __setitem__(self, key, value):
        pass


def test_what_another_thread_forgets_is_still_told(world):
    plant(world)
    overlay._memories[world.id] = overlay._Memory(rows=Forgetful())
    found = overlay.overlay_of(world.id, TODAY)
    assert {course: len(rows) for course, rows in found.rows.items()}[world.courses["history"].pk] == 9
