"""3.1: the head of ИВЦ brings data in; what is written is never lost, and what was brought can be taken out again."""

import pytest

from tests.exchange.college import Desk, changes_of, timetable
from tests.exchange.plan.test_names import DAY, answer
from tests.exchange.readers.books import WEDNESDAY, day_sheet
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.policy import NAMES, RUN
from zhurnal.exchange.rules.changes import WRITTEN
from zhurnal.journal.models import LessonRecord
from zhurnal.kernel import audit, policy
from zhurnal.people.rules.roles import Role


@pytest.fixture
def desk(db, frozen_time, tmp_path):
    """An empty college on 24 November 2026."""
    return Desk(tmp_path)


def test_a_day_of_a_real_college_goes_in_and_out(desk):
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(0, 2, 1), (1, 2, 4)])})
    before = list(desk.rows("lesson").order_by("pk").values("pk", "date", "pair", "state", "teacher_id", "room_id"))
    run = desk.prepare(Kind.TIMETABLE, {"день.xls": day_sheet(*WEDNESDAY)})
    run = answer(desk, answer(desk, run, ("group", "teacher", "discipline", "room")), ("course",))
    assert {change.what for change in changes_of(run)} & WRITTEN
    apply_import(desk.actor, run)
    desk.undo(desk.again(run))
    after = list(desk.rows("lesson").order_by("pk").values("pk", "date", "pair", "state", "teacher_id", "room_id"))
    assert after == before
    assert list(audit.verify(desk.college.id)) == []


def test_a_recorded_lesson_stays_though_the_sheet_has_it_no_more(desk):
    desk.load(Kind.TIMETABLE, {"t.xml": timetable([(2, 2, 4)])})
    lesson = desk.rows("lesson").get(date=DAY)
    LessonRecord.objects.create(college=desk.college, lesson=lesson, course_id=lesson.course_id, topic="Повторение")
    run = answer(desk, desk.prepare(Kind.TIMETABLE, {"день.xls": day_sheet(*WEDNESDAY)}), ("group", "teacher"))
    apply_import(desk.actor, run)
    assert desk.rows("lesson").get(pk=lesson.pk).state == "planned"


def test_only_the_office_brings_files():
    for name in (RUN, NAMES):
        assert {role for role in Role if role in policy.action_named(name).reach} == {Role.IVC_HEAD, Role.ADMINISTRATOR}
