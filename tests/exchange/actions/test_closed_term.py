"""Files change neither the list nor the lessons of a closed term, and take nothing back from it (2.4, A7.5)."""

from datetime import UTC, date, datetime

import pytest

from tests import worlds
from tests.exchange.college import Desk, timetable
from zhurnal.curriculum.models import Course, Membership, Subgroup
from zhurnal.exchange.imports.closed import closed_term
from zhurnal.exchange.imports.readers.kinds import Kind as File
from zhurnal.exchange.rules.changes import Change, What
from zhurnal.kernel.errors import Refused
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


def freeze(college_id):
    Course.objects.of(college_id).update(frozen_at=datetime(2026, 11, 24, tzinfo=UTC))


def test_lessons_of_a_closed_term_are_not_taken_back(tmp_path):
    desk = Desk(tmp_path)
    run = desk.load(File.TIMETABLE, {"t.xml": timetable([(0, 0, 1), (1, 2, 2)])})
    freeze(desk.college.pk)
    lessons = Lesson.objects.of(desk.college.pk).count()
    with pytest.raises(Refused, match="term_closed") as refused:
        desk.undo(run)
    assert "закрыт, его дни, журналы и занятия не меняют" in str(refused.value.refusal)
    assert Lesson.objects.of(desk.college.pk).count() == lessons > 0


def test_rows_of_lists_are_judged_by_the_first_day_that_they_change():
    college, _other = worlds.two_colleges()
    place = Membership.objects.of(college.id).get(student=college.people["student"].pk, group=college.groups["Э-21"].pk)
    part = Subgroup.objects.of(college.id).filter(group=place.group_id).first()
    ends = college.term.ends
    after = date(ends.year + 1, 1, 15).isoformat()

    def said(entity, what, pk="", before=None, **values):
        refusal = closed_term(college.id, [Change(entity, "1", what, "", pk, before or {}, values)])
        return refusal and refusal.code

    left = ("membership", What.CLOSE, place.pk.hex, {"left": None})
    assert said(*left, left=ends.isoformat()) is None  # nothing is closed yet
    freeze(college.id)
    assert said(*left, left=ends.isoformat()) == "term_closed"
    assert said(*left, left=after) is None
    assert said("membership", What.CLOSE, place.pk.hex, {"left": after}, left=ends.isoformat()) == "term_closed"
    assert said("membership", What.CHANGE, place.pk.hex, {"note": ""}, note="староста") is None
    assert said("membership", What.CREATE, group_id=place.group_id.hex, entered=ends.isoformat()) == "term_closed"
    assert said("membership", What.CREATE, group_id=place.group_id.hex, entered=after) is None
    assert said("membership", What.CREATE, group_id="@group:new", entered=ends.isoformat()) is None
    assert said("submembership", What.CREATE, subgroup_id=part.pk.hex, since=ends.isoformat()) == "term_closed"
    assert said("term", What.CHANGE, college.term.pk.hex, {"ends": ""}, ends=after) == "term_closed"
    assert said("course", What.CHANGE, college.courses["electro"].pk.hex, {"hours_planned": 1}, hours_planned=2) is None
