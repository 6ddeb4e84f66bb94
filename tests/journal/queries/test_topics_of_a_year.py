"""A work programme of a whole year goes on in the second term where the first ended (A5.13)."""

from datetime import date, time, timedelta

import pytest
from django.db import connection

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Subgroup
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.lesson_page import RELATED, load_lesson
from zhurnal.journal.queries.page import load_page, page_rights, seq_of
from zhurnal.journal.queries.planned_topics import listing_topics
from zhurnal.journal.queries.today import load_day
from zhurnal.kernel import doors
from zhurnal.kernel.sql import refresh_statistics
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


@pytest.fixture
def spring(world):
    """The journal of the same students in the term before, where the programme's first two topics were recorded."""
    college, course = world.college, world.courses["electro"]
    year = AcademicYear.objects.create(
        college=college, name="2025/2026", starts=date(2025, 9, 1), ends=date(2026, 8, 31)
    )
    term = Term.objects.create(college=college, year=year, number=2, starts=date(2026, 1, 12), ends=date(2026, 6, 30))
    before = Course.objects.create(
        college=college, year=year, term=term, group=course.group, discipline=course.discipline,
        programme=course.programme, hours_planned=96,
    )  # fmt: skip
    for number, topic in enumerate(world.topics[:2], 1):
        lesson = Lesson.objects.create(
            college=college, course=before, term=term, date=date(2026, 5, 10 + number), pair=1,
            starts=time(8, 30), ends=time(10), teacher=world.people["teacher"],
        )  # fmt: skip
        LessonRecord.objects.create(
            college=college, lesson=lesson, course=before, programme_topic=topic, topic=topic.title
        )
    return before


def offers(world):
    """What the grid, the lesson's page and the day offer first."""
    actor, course = world.actor("teacher"), world.courses["electro"]
    page = load_page(actor, course, page_rights(actor, course), seq_of(world.id, course.id))
    grid = [lesson["planned"]["number"] for lesson in page["lessons"] if lesson.get("planned")]
    row = doors.fetch(actor, "journal.lesson.view", Lesson, related=RELATED, pk=world.lessons["closed"].pk)
    day = [lesson.topic for lesson in load_day(actor, actor.today).lessons if lesson.topic]
    return grid[:2], load_lesson(actor, row), day[0]


def test_the_second_term_goes_on_with_the_third_topic(world, spring):
    grid, lesson, day = offers(world)
    assert grid == [3, 4]
    assert lesson["offer"]["topic"]["number"] == 3
    assert [topic["used"] for topic in lesson["topics"]][:3] == ["2026-05-11", "2026-05-12", None]
    assert day == world.topics[2].title


def test_other_students_and_other_programmes_do_not_count(world, spring):
    half = Subgroup.objects.of(world.id).order_by("number").first()
    Course.objects.of(world.id).filter(pk=spring.pk).update(subgroup=half)
    grid, lesson, day = offers(world)
    assert (grid, lesson["offer"]["topic"]["number"], day) == ([1, 2], 1, world.topics[0].title)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="its planner was misled: a tenth of a second for each grid")
def test_lessons_of_others_cost_sqlite_nothing(world, spring):
    college, teacher = world.college, world.people["teacher"]
    for course in Course.objects.of(world.id).exclude(pk=spring.pk).select_related("term"):
        lessons = Lesson.objects.bulk_create(
            Lesson(
                college=college, course=course, term=course.term, date=course.term.starts + timedelta(days=day), pair=8,
                starts=time(20), ends=time(21), teacher=teacher,
            )
            for day in range(100)
        )  # fmt: skip
        LessonRecord.objects.bulk_create(LessonRecord(college=college, lesson=one, course=course) for one in lessons)
    refresh_statistics()
    asked = listing_topics(
        world.id, Course.objects.of(world.id).select_related("term").get(pk=world.courses["electro"].pk)
    )
    steps = []
    with connection.cursor() as cursor:
        connection.connection.set_progress_handler(lambda: steps.append(1), 100)
        cursor.execute(asked.sql, asked.params)
        topics = len(cursor.fetchall())
        connection.connection.set_progress_handler(None, 0)

    assert len(steps) * 100 < topics * Lesson.objects.of(world.id).count()


def test_a_topic_recorded_ahead_leaves_what_lies_before_it_to_the_lessons_before(world):
    ahead = worlds.add_lesson(world, "ahead", "electro", "teacher", worlds.TODAY + timedelta(days=9))
    LessonRecord.objects.create(
        college=world.college, lesson=ahead, course=world.courses["electro"], programme_topic=world.topics[-1],
        topic=world.topics[-1].title, recorded_at=worlds.RECORDED,
    )  # fmt: skip
    grid, lesson, _day = offers(world)
    assert grid == [world.topics[0].number, world.topics[1].number]
    assert lesson["offer"]["topic"]["number"] == world.topics[0].number
