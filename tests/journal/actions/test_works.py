"""Kinds of work of a lesson: added, taken away, changed."""

from dataclasses import replace
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.journal import signals
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Work
from zhurnal.journal.rules.commands import Command

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def run(world, *commands):
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    return record(world.actor("teacher"), page, list(commands))[0]


def work(world, slot, value, version=None):
    """A column's command; one that changes a column was written over its first version unless another is told."""
    seen = version if version is not None else int(slot > 0)
    return Command(uuid4(), "work", world.lessons["now"].id, seen, value, slot=slot)


def columns(world):
    rows = Work.objects.of(world.id).filter(removed=False).order_by("slot")
    return list(rows.values_list("slot", "kind__code", "title", "weight"))


def test_a_work_is_added_under_the_next_number(world):
    assert [o.id for o in run(world, work(world, 0, {"kind": "oral", "title": ""}))] == [1]
    assert [o.id for o in run(world, work(world, 0, {"kind": "lab", "title": "№ 6"}))] == [2]
    assert columns(world) == [(1, "oral", "", 100), (2, "lab", "№ 6", 200)]


def test_a_repeated_addition_tells_its_own_column_not_the_newest(world):
    first, second = work(world, 0, {"kind": "oral", "title": ""}), work(world, 0, {"kind": "lab", "title": ""})
    run(world, first, second)
    again = run(world, second, first)
    assert [(o.state, o.id, o.value["kind"]) for o in again] == [("repeat", 2, "lab"), ("repeat", 1, "oral")]
    assert [slot for slot, *_rest in columns(world)] == [1, 2]


def test_a_repeated_personal_task_tells_its_id(world):
    value = {"text": "Задача 5", "due": None, "students": [world.people["student"].id.hex]}
    task = Command(uuid4(), "personal_homework", world.lessons["now"].id, 0, value)
    first, again = run(world, task)[0], run(world, task)[0]
    assert (again.state, again.id, again.version) == ("repeat", first.id, 1)


@pytest.mark.parametrize("do", ["work", "personal_homework", "topic", "entry", "roll_call"])
def test_a_key_of_another_kind_of_record_is_refused(world, do):
    lesson = world.lessons["now"].id
    taken = Command(uuid4(), "homework", lesson, 0, {"text": "§ 5", "due": None})
    assert run(world, taken)[0].state == "saved"
    student = world.people["student"].id
    outcome = run(world, Command(taken.key, do, lesson, 0, "4", student, 1))[0]
    assert (outcome.state, outcome.code) == ("refused", "foreign_key")


def test_a_number_of_a_removed_work_is_not_used_again(world):
    run(world, work(world, 0, {"kind": "oral", "title": ""}))
    run(world, work(world, 1, None))
    assert [o.id for o in run(world, work(world, 0, {"kind": "lab", "title": ""}))] == [2]
    assert [o.code for o in run(world, work(world, 1, {"kind": "lab", "title": ""}))] == ["no_work"]


def test_a_work_without_marks_changes_its_kind(world):
    run(world, work(world, 0, {"kind": "oral", "title": ""}))
    run(world, work(world, 1, {"kind": "control", "title": "раздел 2"}))
    assert columns(world) == [(1, "control", "раздел 2", 300)]


def test_the_kind_of_an_old_column_with_marks_changes_after_a_proof_only(world):
    """Another weight changes the averages of all as another mark does of one (2.9)."""
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    lesson, student = world.lessons["old"].id, world.people["student"].id
    teacher = world.actor("teacher")
    open_screen = replace(teacher, fresh=False)

    def do(actor, what, value, slot, student=None):
        seen = Work.objects.of(world.id).filter(lesson=lesson, slot=slot).values_list("version", flat=True).first()
        version = (seen or 0) if what == "work" else 0
        return record(actor, page, [Command(uuid4(), what, lesson, version, value, student, slot)])[0][0]

    assert do(open_screen, "work", {"kind": "oral", "title": ""}, 0).state == "saved"
    assert do(open_screen, "work", {"kind": "lab", "title": ""}, 1).state == "saved"  # no mark stands there yet
    assert do(open_screen, "entry", "3", 1, student).state == "saved"
    held = do(open_screen, "work", {"kind": "control", "title": ""}, 1)
    assert (held.state, held.code, held.needs) == ("refused", "step_up", "proof")
    assert do(open_screen, "work", {"kind": "lab", "title": "№ 7"}, 1).state == "saved"  # a title weighs nothing
    assert do(teacher, "work", {"kind": "control", "title": "№ 7"}, 1).state == "saved"


def test_two_who_change_one_column_see_both_values(world):
    """Neither kind and title nor the column itself is overwritten unseen: as a topic or a mark (A5.7)."""
    run(world, work(world, 0, {"kind": "oral", "title": ""}))
    first = run(world, work(world, 1, {"kind": "control", "title": "раздел 2"}, version=1))[0]
    assert (first.state, first.version) == ("saved", 2)
    for value in ({"kind": "lab", "title": "№ 6"}, None):
        stale = run(world, work(world, 1, value, version=1))[0]
        assert (stale.state, stale.code, stale.version) == ("conflict", "stale", 2)
        assert stale.value == {"kind": "control", "title": "раздел 2", "weight": 300}
        assert (stale.author, stale.at) == (world.actor("teacher").name, world.actor("teacher").now)
    assert columns(world) == [(1, "control", "раздел 2", 300)]
    same = run(world, work(world, 1, {"kind": "control", "title": "раздел 2"}, version=1))[0]
    assert (same.state, same.version, same.at) == ("saved", 2, None)  # it stands there already: nothing is written
    assert run(world, work(world, 1, None, version=2))[0].state == "saved"
    assert columns(world) == []


def test_whoever_made_a_column_hears_that_another_changed_it(world):
    told = []
    hear = lambda sender, authors, **_rest: told.append(authors)  # noqa: E731
    signals.entries_corrected.connect(hear)
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    try:
        run(world, work(world, 0, {"kind": "oral", "title": ""}))
        CourseTeacher.objects.create(
            college=world.college, course=page, teacher=world.people["other_teacher"], since=world.term.starts
        )
        change = work(world, 1, {"kind": "lab", "title": ""})
        assert record(world.actor("other_teacher"), page, [change])[0][0].state == "saved"
    finally:
        signals.entries_corrected.disconnect(hear)
    assert told == [{world.people["teacher"].id: {world.lessons["now"].id}}]
