"""Case 5 of domain C5: «2» not repaired, «2» after «н», «н» with a mark, no topic, outside the timetable: found in the demonstration."""

from dataclasses import replace

import pytest

from tests.demo.colleges import NOW, TODAY
from zhurnal.checks.actions.nightly import at_night
from zhurnal.checks.models import Finding
from zhurnal.checks.rules.catalogue import Rule
from zhurnal.demo import specs
from zhurnal.demo.college import build_college
from zhurnal.demo.load import load
from zhurnal.demo.progress import Progress
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.entry import Sign, together_refusal
from zhurnal.kernel import audit
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import Origin

pytestmark = pytest.mark.once  # the college is loaded on both by test_load

GROUPS = ("Э-12", "Э-22")


@pytest.mark.django_db
def test_case_5_is_found_and_a_night_later_nothing_is_doubled(frozen_time):
    chosen = tuple(replace(group, size=12) for group in specs.VEK_GROUPS if group.name in GROUPS)
    college = load(build_college(replace(specs.VEK, groups=chosen, parents=24), TODAY, NOW), Progress(0))
    rows = Finding.objects.of(college.pk)
    found = {rule: set(rows.filter(rule=rule, state="open").values_list("lesson_id", "student_id")) for rule in Rule}
    assert {Rule.TWO_UNREPAIRED, Rule.TWO_AFTER_ABSENCE, Rule.NO_TOPIC} <= {
        rule for rule, places in found.items() if places
    }
    outside = Lesson.objects.of(college.pk).filter(origin=Origin.MANUAL, date__lte=TODAY)
    assert (
        {lesson for lesson, _student in found[Rule.OFF_TIMETABLE]} == set(outside.values_list("pk", flat=True)) != set()
    )
    at_night(college, TODAY)  # what was written this morning
    before = rows.count()
    assert "новых замечаний 0, закрыто 0" in at_night(college, TODAY)
    assert rows.count() == before

    # «н» with a mark: refused at the door, and found where it came in by another way
    assert together_refusal(Sign("4", attendance=False), 1, {0: "н"}) is not None
    assert not found[Rule.ABSENT_MARKED]
    absent = Entry.objects.of(college.pk).filter(slot=0, value="н", lesson__date__lt=TODAY).first()
    Entry.objects.create(
        college=college, course_id=absent.course_id, lesson_id=absent.lesson_id, student_id=absent.student_id, slot=1,
        value="4", changed_at=absent.changed_at,
    )  # fmt: skip
    at_night(college, TODAY)
    marked = rows.filter(rule=Rule.ABSENT_MARKED)
    assert [(row.lesson_id, row.student_id) for row in marked] == [(absent.lesson_id, absent.student_id)]
    assert list(audit.verify(college.pk)) == []
