"""The substitution sheet holds what was cancelled without a substitute, with its cause (A5.5)."""

from datetime import date

import pytest

from tests import worlds
from tests.reports.asking import asked
from zhurnal.kernel.export import Total
from zhurnal.reports.catalogue import REPORTS
from zhurnal.timetable.models import Lesson, LessonChange, Substitution
from zhurnal.timetable.rules.ground import Cause, ChangeKind
from zhurnal.timetable.rules.lesson import State

NOVEMBER = date(2026, 11, 1)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def cancel(world, name, reason=""):
    lesson = world.lessons[name]
    Lesson.objects.of(world.id).filter(pk=lesson.pk).update(state=State.CANCELLED)
    if reason:
        LessonChange.objects.create(
            college=world.college, lesson=lesson, kind=ChangeKind.CANCELLED, cause=Cause.QUARANTINE, reason=reason,
            was_date=lesson.date, was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends,
            made_at=worlds.RECORDED,
        )  # fmt: skip
    return lesson


def sheet(world, who="deputy"):
    return list(REPORTS["substitutions"].build(world.actor(who), asked(world.id, NOVEMBER)).rows)


def test_a_cancelled_lesson_stands_with_its_cause_and_its_hours_are_summed_apart(world):
    lesson = cancel(world, "old", "карантин")
    row = next(row for row in sheet(world) if row[0] == lesson.date)
    assert row[1:4] == (lesson.pair, "Э-21", "Кравцова-А О.\u00a0С.")
    assert row[5:] == ("карантин", "", "", "отменено, без замены", 2, False)
    totals = [(row[3], row[9]) for row in sheet(world) if isinstance(row, Total)]
    assert totals == [("Итого записано", 0), ("Итого отменено без замены", 2)]


def test_what_a_new_timetable_took_away_and_what_gave_way_to_another_discipline_is_no_cancellation(world):
    cancel(world, "closed")
    missed = cancel(world, "old", "карантин")
    lesson = worlds.add_lesson(world, "instead", "module", "other_teacher", missed.date, 3)
    Substitution.objects.create(
        college=world.college, lesson=lesson, planned_teacher=world.people["teacher"], missed=missed,
        substitute=world.people["other_teacher"], mode="other", reason="карантин",
    )  # fmt: skip
    assert not [row for row in sheet(world) if row[8] == "отменено, без замены"]


def test_each_sees_the_cancelled_lessons_within_his_reach(world):
    cancel(world, "old", "карантин")
    seen = {
        who: any(row[5] == "карантин" for row in sheet(world, who))
        for who in ("teacher", "other_head", "department_head")
    }
    assert seen == {"teacher": True, "other_head": False, "department_head": True}
