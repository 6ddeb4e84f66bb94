"""Nothing of a closed year is changed by ways that do not go through its pages: orders, their undoing, files, a page never frozen."""

from datetime import UTC, datetime

import pytest

from tests.archive.years import old_year
from tests.exchange.college import Desk, timetable
from tests.movement.orders import draft, write
from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.policy import WEIGH
from zhurnal.curriculum.models import Course
from zhurnal.exchange.imports.readers.kinds import Kind as File
from zhurnal.kernel import policy
from zhurnal.kernel.errors import Refused
from zhurnal.movement.actions.orders import check_order
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.rules.kinds import Kind
from zhurnal.timetable.models import Lesson

SAID = "закрыт и сдан в архив"


def close_years(college_id):
    AcademicYear.objects.of(college_id).update(closed_at=datetime(2026, 11, 24, tzinfo=UTC))


def test_no_order_works_in_a_closed_year_and_none_of_it_is_undone(college):
    expelled = write(college, draft(college, Kind.EXPULSION, "student"))[0]
    close_years(college.id)
    told = check_order(college.actor("deputy"), draft(college, Kind.EXPULSION, "classmate")).refusals
    assert len(told) == 1
    assert SAID in told[0]
    with pytest.raises(Refused, match="year_closed"):
        undo_movement(college.actor("deputy"), expelled)


def test_nobody_enters_a_group_of_a_closed_year(college):
    old = old_year(college)
    told = check_order(college.actor("deputy"), draft(college, Kind.TRANSFER, "student", group=old.group.pk)).refusals
    assert ["2024/25 закрыт" in one for one in told] == [True]


def test_a_page_that_was_never_frozen_is_behind_the_wall_too(college):
    old = old_year(college)
    Course.objects.of(college.id).filter(pk=old.course.pk).update(frozen_at=None)
    page = Course.objects.of(college.id).get(pk=old.course.pk)
    assert SAID in str(policy.refusal_of(college.actor("deputy"), WEIGH, page))
    assert policy.refusal_of(college.actor("deputy"), WEIGH, college.courses["electro"]) is None


def test_no_file_writes_into_a_closed_year_or_takes_out_of_it(db, frozen_time, tmp_path):
    desk = Desk(tmp_path)
    run = desk.load(File.TIMETABLE, {"t.xml": timetable([(0, 0, 1), (1, 2, 2)])})
    close_years(desk.college.pk)
    lessons = list(Lesson.objects.of(desk.college.pk).order_by("pk").values())
    with pytest.raises(Refused, match="year_closed"):
        desk.load(File.TIMETABLE, {"t.xml": timetable([(0, 0, 1), (1, 4, 3)])})
    with pytest.raises(Refused, match="year_closed"):
        desk.undo(run)
    assert list(Lesson.objects.of(desk.college.pk).order_by("pk").values()) == lessons
