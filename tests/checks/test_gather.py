"""What rules judge is what stands in the database: lists, practice, absences, substitutions, averages (A5.2, A5.4, A5.16, A4.5)."""

from datetime import UTC, datetime, timedelta

import pytest

from tests import worlds
from tests.assessment.page import write_marks
from tests.journal.written_day import add_work, put
from tests.worlds import SEPTEMBER, TODAY
from zhurnal.academic_year.models import Holiday
from zhurnal.assessment.models import Result
from zhurnal.assessment.rules.levels import Level
from zhurnal.checks.gather import gather, pages_of
from zhurnal.checks.rules import terms
from zhurnal.checks.rules.facts import CourseFacts
from zhurnal.curriculum.models import PracticePeriod, SubgroupMembership
from zhurnal.timetable.models import Lesson, TeacherAbsence
from zhurnal.timetable.rules.lesson import Origin

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А", students=1)


def facts(world, course) -> CourseFacts:
    pages = pages_of(world.id, world.term, [world.courses[course].pk])
    found = gather(world.id, pages, world.term, TODAY, world.college.settings)
    return next(page for page in found if page.id == world.courses[course].pk)


def lesson(world, course, key):
    return next(one for one in facts(world, course).lessons if one.id == world.lessons[key].pk)


def test_a_lesson_says_who_gave_it_and_whether_it_could_be(world):
    own = {"college": world.college}
    assert lesson(world, "electro", "substituted").shown
    assert not lesson(world, "electro", "substituted").leads
    assert lesson(world, "electro", "yesterday").leads
    Holiday.objects.create(**own, date=TODAY - timedelta(days=1), name="День колледжа")
    TeacherAbsence.objects.create(
        **own, teacher=world.people["teacher"], since=TODAY - timedelta(days=8), until=TODAY - timedelta(days=7), pair=2,
        cause="illness", reason="больничный", state="known", recorded_at=datetime.now(UTC),
    )  # fmt: skip
    PracticePeriod.objects.create(
        **own, group=world.groups["Э-21"], starts=TODAY - timedelta(days=21), ends=TODAY - timedelta(days=15)
    )
    Lesson.objects.of(world.id).filter(pk=world.lessons["earlier"].pk).update(origin=Origin.MANUAL)
    said = {key: lesson(world, "electro", key) for key in ("yesterday", "old", "closed", "earlier", "now")}
    assert {key for key, one in said.items() if one.day_off} == {"yesterday"}
    assert {key for key, one in said.items() if one.absent} == {"old"}
    assert {key for key, one in said.items() if one.away} == {"closed"}
    assert {key for key, one in said.items() if one.manual} == {"earlier"}


def test_subgroups_are_held_beside_the_group(world):
    people = {name: world.people[name].pk for name in ("student", "classmate", "adult", "newcomer", "student0")}
    clean = facts(world, "english1")
    assert (clean.elsewhere, clean.nowhere, clean.strangers) == (frozenset(), frozenset(), {})
    parts = SubgroupMembership.objects.of(world.id)
    both = parts.get(student=people["student"])
    SubgroupMembership.objects.create(
        college=world.college, subgroup=world.subgroups["2"], student_id=people["student"], since=SEPTEMBER
    )
    same = world.courses["english1"].discipline_id
    type(world.courses["english2"]).objects.of(world.id).filter(pk=world.courses["english2"].pk).update(discipline=same)
    parts.filter(student=people["adult"]).update(until=TODAY - timedelta(days=1))
    stranger = (
        parts.filter(subgroup=world.subgroups["2"])
        .exclude(student__in=[people["student"], people["adult"]])
        .first()
        .student_id
    )
    name = next(key for key, pk in people.items() if pk == stranger)
    put(world, name, "english1", 1, "4", course="english1")
    first, second = facts(world, "english1"), facts(world, "english2")
    assert both.subgroup_id == world.subgroups["1"].pk
    assert first.elsewhere == second.elsewhere == {people["student"]}
    assert first.nowhere | second.nowhere == {people["adult"]}
    assert first.strangers == {stranger: 1}


def test_an_average_is_weighed_over_the_pages_of_the_discipline(world):
    write_marks(world)  # student: 4, 5, 4, 5
    add_work(world, "old", 1, "control", weight=300)
    put(world, "student", "old", 1, "2")
    for name, value, reason in (("student", "4", ""), ("classmate", "5", ""), ("adult", "5", "олимпиада")):
        Result.objects.create(
            college=world.college, student=world.people[name], discipline=world.courses["electro"].discipline, term=world.term,
            semester=3, group=world.groups["Э-21"], course=world.courses["electro"], level=Level.TERM, value=value, reason=reason,
            set_at=datetime.now(UTC),
        )  # fmt: skip
    page = facts(world, "electro")
    names = {row.pk: name for name, row in world.people.items()}
    gives = {names[pk]: value for pk, value in page.expected.items()}
    assert gives == {"student": "3", "classmate": "3", "adult": "5"}  # (18 + 3·2) : 7 = 3,43; 13 : 4 = 3,25; 5
    assert {names[row.student] for row in terms.term_off_average(page, 1)} == {"student", "classmate"}
    assert {names[row.student] for row in terms.term_off_average(page, 2)} == {"classmate"}
