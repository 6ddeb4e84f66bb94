"""By discipline: substituted is what another teacher held, cancelled what nobody did, moved is neither (A5.5)."""

from datetime import timedelta

import pytest

from tests import worlds
from tests.reports.asking import asked
from tests.reports.test_cancelled import NOVEMBER, cancel
from tests.worlds import TODAY
from zhurnal.oversight.queries.teaching import courses_between
from zhurnal.reports.catalogue import REPORTS
from zhurnal.timetable.models import Lesson, LessonChange, Substitution
from zhurnal.timetable.rules.ground import Cause, ChangeKind


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def rows(world, who="deputy"):
    return {row[0]: row[1:] for row in REPORTS["substituted"].build(world.actor(who), asked(world.id, NOVEMBER)).rows}


def stand_in(world, name, missed=None, mode="same"):
    Substitution.objects.of(world.id).filter(lesson=world.lessons[name]).delete()
    Substitution.objects.create(
        college=world.college, lesson=world.lessons[name], planned_teacher=world.people["teacher"], missed=missed,
        substitute=world.people["other_teacher"], mode=mode, reason="болезнь",
    )  # fmt: skip
    Lesson.objects.of(world.id).filter(pk=world.lessons[name].pk).update(
        substituted=True, teacher=world.people["other_teacher"].pk
    )


def title(world, name):
    return courses_between(world.id, NOVEMBER, TODAY)[world.lessons[name].course_id].title


def test_each_discipline_tells_what_was_substituted_and_what_cancelled(world):
    before, electro = rows(world), title(world, "old")
    stand_in(world, "closed")
    cancel(world, "old", "карантин")
    missed = cancel(world, "earlier", "болезнь")
    worlds.add_lesson(world, "instead", "module", "other_teacher", missed.date, 1)
    stand_in(world, "instead", missed=missed, mode="other")
    found = rows(world)
    was = before.get(electro, (0, 0, 0, 0, 0))
    gained = tuple((now or 0) - (old or 0) for now, old in zip(found[electro], was, strict=True))
    assert gained == (2, 4, 2, 1, 2)
    assert tuple(number or 0 for number in found["Всего"]) == tuple(
        sum(line[place] or 0 for name, line in found.items() if name != "Всего") for place in range(5)
    )


def test_a_moved_lesson_and_another_room_are_no_substitution(world):
    before = rows(world)
    lesson = world.lessons["old"]
    LessonChange.objects.create(
        college=world.college, lesson=lesson, kind=ChangeKind.MOVED, cause=Cause.OTHER, reason="перенос",
        was_date=lesson.date, was_pair=lesson.pair, was_starts=lesson.starts, was_ends=lesson.ends, made_at=worlds.RECORDED,
    )  # fmt: skip
    Lesson.objects.of(world.id).filter(pk=lesson.pk).update(date=lesson.date + timedelta(days=1), room=None)
    Substitution.objects.create(
        college=world.college, lesson=lesson, planned_teacher=world.people["teacher"],
        substitute=world.people["teacher"], mode="same", reason="другое время",
    )  # fmt: skip
    assert rows(world) == before


def test_what_is_still_to_come_is_not_counted(world):
    before = rows(world)
    Lesson.objects.of(world.id).filter(pk=world.lessons["closed"].pk).update(date=TODAY + timedelta(days=20))
    stand_in(world, "closed")
    assert rows(world) == before


def test_each_sees_what_is_within_his_reach(world):
    cancel(world, "old", "карантин")
    assert bool(rows(world, "department_head"))
    assert not any(line[3] for line in rows(world, "other_head").values())
