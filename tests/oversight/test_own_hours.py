"""A teacher's own hours agree with the reports and show nobody else's (2.4, A5.8)."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.reports.asking import asked
from tests.worlds import TODAY, add_lesson
from zhurnal.academic_year.models import Term
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel.export import Total
from zhurnal.oversight.queries.own_hours import load_own
from zhurnal.oversight.rules.teaching import months_between
from zhurnal.reports.catalogue import REPORTS
from zhurnal.timetable.models import Lesson


def record(world, *names):
    for name in names:
        lesson = world.lessons[name]
        LessonRecord.objects.create(
            college=world.college, lesson=lesson, course=lesson.course, topic="Тема", roll_called_at=worlds.RECORDED
        )


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    record(found, "closed", "old", "substituted", "english1", "english2", "history")
    return found


def test_months_from_one_year_into_the_next():
    assert months_between(date(2026, 11, 30), date(2027, 1, 1)) == [(2026, 11), (2026, 12), (2027, 1)]
    assert months_between(date(2026, 11, 1), date(2026, 10, 1)) == []


@pytest.mark.parametrize("who", ["teacher", "other_teacher"])
def test_the_page_holds_what_the_reports_hold_and_nothing_of_others(world, who):
    page, actor = load_own(world.actor(who)), world.actor(who)
    ledger = [row for row in REPORTS["teachers"].build(actor, asked(world.id, TODAY)).rows if isinstance(row, Total)][
        -1
    ]
    assert (page.total.plan, sum(line.own for line in page.lines) + sum(n for *_w, n in page.stood_in)) == (
        ledger[3],
        ledger[4],
    )
    year = [row for row in REPORTS["form3"].build(actor, asked(world.id, TODAY)).rows if isinstance(row, Total)][-1]
    assert page.sums.total == year[-2] == sum(line.total for line in page.by_month)
    assert page.sums.total == sum(
        lesson.hours
        for lesson in Lesson.objects.of(world.id).filter(teacher=world.people[who].pk)
        if LessonRecord.objects.of(world.id).filter(lesson=lesson.pk).exists()
    )


def test_hours_that_another_gave_are_told(world):
    line = next(line for line in load_own(world.actor("teacher")).lines if line.title.startswith("ОП.02"))
    others = Lesson.objects.of(world.id).get(pk=world.lessons["substituted"].pk)
    assert (line.hours.given, line.others) == (line.own + line.others, others.hours if others.substituted else 0)


def test_before_the_first_term_there_is_nothing_to_count(world):
    Term.objects.of(world.id).update(starts=TODAY + timedelta(days=3))
    assert "нет журналов" in world.client("teacher").get("/my-hours/").content.decode()


def test_the_page_costs_the_same_with_many_lessons(db, frozen_time):
    counts = []
    for code, many in (("vek", 1), ("pml", 30)):
        one = worlds.make_college(code, "А", students=many)
        for number in range(many):
            add_lesson(one, f"m{number}", "electro", "teacher", TODAY - timedelta(days=30 + number), 3)
        client = one.client("teacher")
        with CaptureQueriesContext(connection) as done:
            assert client.get("/my-hours/").status_code == 200
        counts.append(len(done))
    assert (
        counts[0] == counts[1] <= 37
    )  # four for the causes, five for corrections, one for the summer, one for streams
