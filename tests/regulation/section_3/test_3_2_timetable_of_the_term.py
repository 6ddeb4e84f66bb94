"""3.2, 3.7, 1.9: the office makes the term's timetable; subgroups apart, practice weeks free; each sees his own, kept current."""

from datetime import date

import pytest

from zhurnal.curriculum.models import PracticePeriod
from zhurnal.timetable.models import Lesson


def fields(college, course, teacher, **more):
    return {
        "course": str(college.courses[course].pk), "teacher": str(college.people[teacher].pk), "weekday": "5", "pair": "1",
        "half": "0", "weeks": "every", "room": "", "since": "2026-09-01", "until": "2026-12-28", **more,
    }  # fmt: skip


@pytest.fixture
def made(college, enter):
    """Two subgroups of English at one time, made into lessons; in one week the group is in practice."""
    PracticePeriod.objects.create(
        college=college.college, group=college.groups["Э-21"], starts=date(2026, 12, 7), ends=date(2026, 12, 13)
    )
    office = enter("dispatcher").client
    for course, teacher in (("english1", "subgroup_teacher"), ("english2", "other_teacher")):
        assert office.post("/pattern/new/", fields(college, course, teacher)).status_code == 302
    assert office.post("/pattern/generate/", {"term": college.term.pk.hex}).status_code == 200
    return office


def test_subgroups_stand_apart_at_one_time_and_practice_weeks_are_free(college, made):
    lessons = Lesson.objects.of(college.id).filter(outer_key__startswith="slot:")
    fridays = [date(2026, 11, 27), date(2026, 12, 4), date(2026, 12, 18), date(2026, 12, 25)]
    for course in ("english1", "english2"):
        assert (
            list(lessons.filter(course=college.courses[course].pk).order_by("date").values_list("date", flat=True))
            == fridays
        )


def test_each_teacher_sees_his_own_lesson_the_same_day(college, enter, made):
    for who, title in (("subgroup_teacher", "Иностранный язык 1"), ("other_teacher", "Иностранный язык 2")):
        page = enter(who).client.get("/timetable/", {"day": "2026-11-27"}).content.decode()
        assert title in page
