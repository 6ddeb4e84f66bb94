"""A work programme of a whole year goes on in the second term where the first ended (A5.13)."""

from datetime import date, time

import pytest

from tests import worlds
from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Subgroup
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.queries.lesson_page import RELATED, load_lesson
from zhurnal.journal.queries.page import load_page, page_rights, seq_of
from zhurnal.journal.queries.today import load_day
from zhurnal.kernel import doors
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
