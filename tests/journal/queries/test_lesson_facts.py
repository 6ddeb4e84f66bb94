"""What is filled and what is missing: the numbers behind the four squares, for many lessons in two statements."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.messages import sent
from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, LessonRecord, Work
from zhurnal.journal.queries.course_rows import lesson_rows
from zhurnal.journal.queries.lesson_facts import is_unfilled, lesson_facts, square_of_day
from zhurnal.journal.rules.squares import Column, Facts, Fill

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)


def write(world, lesson, student, slot, value):
    return Entry.objects.create(
        college=world.college, course_id=lesson.course_id, lesson=lesson, student=world.people[student],
        slot=slot, value=value, changed_at=NOW,
    )  # fmt: skip


def facts_of(world, *keys):
    rows = lesson_rows(world.id, lessons=[world.lessons[key].id for key in keys])
    found = lesson_facts(world.id, rows)
    return [found[world.lessons[key].id] for key in keys]


def test_facts_count_list_attendance_and_marks():
    world = worlds.make_college("vek", "А")
    lesson = world.lessons["now"]
    LessonRecord.objects.create(
        college=world.college, lesson=lesson, course_id=lesson.course_id, topic="Тема", roll_called_at=NOW
    )
    kind = WorkKind.objects.of(world.id).get(code="practical")
    Work.objects.create(college=world.college, lesson=lesson, course_id=lesson.course_id, slot=1, kind=kind)
    listed = Membership.objects.of(world.id).filter(group=world.groups["Э-21"], left__isnull=True)
    expected = listed.filter(entered__lte=lesson.date).count()
    write(world, lesson, "student", 0, "н")
    write(world, lesson, "adult", 1, "4")
    write(world, lesson, "adult", 0, "")
    assert facts_of(world, "now") == [
        Facts(
            date(2026, 11, 24), topic=True, homework=False, roll_called=True, marked_attendance=1, expected=expected,
            absent=1, columns=(Column(1, marks_everyone=True),),
        )
    ]  # fmt: skip


def test_works_that_are_known_are_not_asked_again():
    world = worlds.make_college("vek", "А")
    lesson = world.lessons["now"]
    kind = WorkKind.objects.of(world.id).get(code="oral")
    Work.objects.create(college=world.college, lesson=lesson, course_id=lesson.course_id, slot=1, kind=kind)
    rows = lesson_rows(world.id, lessons=[lesson.id])
    assert lesson_facts(world.id, rows) == lesson_facts(world.id, rows)
    assert [work.short for work in rows[0].works] == ["УО"]


def test_list_of_a_subgroup_holds_only_its_members():
    world = worlds.make_college("vek", "А")
    members = SubgroupMembership.objects.of(world.id).filter(subgroup=world.subgroups["1"], until__isnull=True)
    (facts,) = facts_of(world, "english1")
    assert facts.expected == members.count() > 0


def test_movements_change_the_list_from_their_day():
    world = worlds.make_college("vek", "А")
    (before,) = facts_of(world, "yesterday")
    Membership.objects.of(world.id).filter(student=world.people["student"]).update(left=worlds.TODAY)
    yesterday, now = facts_of(world, "yesterday", "now")
    assert (yesterday.expected, now.expected) == (before.expected, before.expected - 1)


def test_number_of_statements_does_not_depend_on_lessons():
    world = worlds.make_college("vek", "А", students=30)
    for number in range(30):
        worlds.add_lesson(world, f"more{number}", "electro", "teacher", date(2026, 9, 2) + timedelta(days=number), 3)
    for keys in (["now"], [f"more{number}" for number in range(30)]):
        rows = lesson_rows(world.id, lessons=[world.lessons[key].id for key in keys])
        with CaptureQueriesContext(
            connection,
        ) as done:
            assert len(lesson_facts(world.id, rows)) == len(keys)
        assert len(done) == sent(2, 1)
    assert lesson_facts(world.id, []) == {}


@pytest.mark.parametrize(
    ("day", "topic", "cancelled", "square", "unfilled"),
    [
        (date(2026, 11, 23), True, False, Fill.OVERDUE, True),
        (date(2026, 11, 23), False, True, Fill.NOT_DUE, False),
        (date(2026, 11, 24), True, False, Fill.BEGUN, False),
        (date(2026, 11, 24), False, False, Fill.NONE, False),
        (date(2026, 11, 25), False, False, Fill.NONE, False),
    ],
)
def test_one_square_stands_for_a_lesson(day, topic, cancelled, square, unfilled):
    facts = Facts(day, topic, False, False, 0, 20, 0, (), cancelled)
    assert square_of_day(facts, date(2026, 11, 24)) == square
    assert is_unfilled(facts, date(2026, 11, 24)) is unfilled


def test_complete_lesson_is_one_ink_square():
    facts = Facts(date(2026, 11, 23), True, True, True, 0, 20, 0)
    assert square_of_day(facts, date(2026, 11, 24)) == Fill.DONE
