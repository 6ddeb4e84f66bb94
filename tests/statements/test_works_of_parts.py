"""Works of a subgroup are owed by who was in it on their days, wherever he is now (A4.2, A5.2)."""

from datetime import date, timedelta

import pytest

from tests import worlds
from zhurnal.curriculum.models import SubgroupMembership
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Work
from zhurnal.statements.queries.admission import admission_page
from zhurnal.timetable.models import Lesson

MOVED = date(2026, 11, 10)  # from the first subgroup to the second


@pytest.fixture
def world(db, frozen_time):
    found = worlds.make_college("vek", "А", students=2)
    kind = WorkKind.objects.of(found.id).get(code="lab")
    for part, course in ((1, "english1"), (2, "english2")):
        for when, day in (("before", MOVED - timedelta(days=5)), ("after", MOVED + timedelta(days=5))):
            lesson = worlds.add_lesson(found, f"{when}{part}", course, "subgroup_teacher", day, 3)
            Work.objects.create(
                college=found.college, lesson=lesson, course=lesson.course, slot=1, kind=kind, title=f"{when}, {part}"
            )
    student = found.people["student0"]
    own = SubgroupMembership.objects.of(found.id).filter(student=student)
    own.update(until=MOVED - timedelta(days=1))
    SubgroupMembership.objects.create(
        college=found.college, subgroup=found.courses["english2"].subgroup, student=student, since=MOVED
    )
    return found


def reasons(world):
    page = admission_page(world.actor("deputy"), world.groups["Э-21"], world.term)
    return " ".join(next(row.reasons for row in page.rows if row.student == world.people["student0"].pk))


def test_who_moved_owes_what_was_held_while_he_was_there(world):
    said = reasons(world)
    assert ("before, 1" in said, "after, 2" in said) == (True, True)
    assert ("after, 1" in said, "before, 2" in said) == (False, False)
    for name in ("before1", "after2"):
        lesson = world.lessons[name]
        Entry.objects.create(
            college=world.college, course=lesson.course, lesson=lesson, student=world.people["student0"], slot=1, value="4",
            changed_at=worlds.RECORDED,
        )  # fmt: skip
    assert "не сдано" not in reasons(world)


def test_a_work_of_a_cancelled_lesson_is_owed_by_nobody(world):
    Lesson.objects.of(world.id).filter(pk=world.lessons["after2"].pk).update(state="cancelled")
    assert "after, 2" not in reasons(world)
