"""Attendance of a group (A6.10): whoever left counts while he was there."""

from datetime import date

import pytest

from tests import worlds
from zhurnal.journal.models import Entry
from zhurnal.results.queries.summary import Asked, load_summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def test_who_left_missed_what_he_missed_while_on_the_list():
    world, _other = worlds.two_colleges()
    lesson = world.lessons["closed"]  # 4 November; he left on the 10th
    before = load_summary(world.actor("deputy"), world.groups["Э-21"], Asked())
    Entry.objects.create(
        college_id=world.id, course_id=lesson.course_id, lesson=lesson, student=world.people["left"], slot=0, value="н",
        changed_at=worlds.RECORDED,
    )  # fmt: skip
    after = load_summary(world.actor("deputy"), world.groups["Э-21"], Asked())
    assert lesson.date < date(2026, 11, 10)
    assert (before.missed, after.missed) == (0, lesson.hours)
    assert after.attendance < before.attendance == 100
