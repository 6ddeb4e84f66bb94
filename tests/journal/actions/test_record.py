"""Recording a lesson: what is written, what is refused and why, and that nothing is lost or done twice."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, Excuse, LessonRecord, OpenRequest, StudentFeed, Work
from zhurnal.journal.rules.commands import Command, Unreadable, read_command
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def run(world, who, *commands, course="electro"):
    """Carry out commands as a person; returns the outcomes."""
    page = Course.objects.of(world.id).get(pk=world.courses[course].pk)
    return record(world.actor(who), page, list(commands))[0]


def entry(world, student, value, *, lesson="now", slot=1, version=0, **more):
    return Command(
        more.pop("key", uuid4()), "entry", world.lessons[lesson].id, version, value,
        world.people[student].id, slot, **more,
    )  # fmt: skip


def add_work(world, who="teacher", lesson="now", kind="oral", course="electro"):
    command = Command(uuid4(), "work", world.lessons[lesson].id, 0, {"kind": kind, "title": ""}, slot=0)
    return run(world, who, command, course=course)[0]


def value_of(world, student, lesson="now", slot=1):
    rows = Entry.objects.of(world.id).filter(
        student=world.people[student].id, lesson=world.lessons[lesson].id, slot=slot
    )
    return rows.values_list("value", "version").first()


def test_mark_is_written_with_history(world):
    assert add_work(world).state == "saved"
    outcome = run(world, "teacher", entry(world, "student", "4"))[0]
    assert (outcome.state, outcome.version, outcome.value) == ("saved", 1, "4")
    assert value_of(world, "student") == ("4", 1)
    change = Change.objects.of(world.id).order_by("-seq").first()
    assert (change.action, change.before, change.after, change.actor_name) == (
        "journal.entry", "", "4", world.people["teacher"].short,
    )  # fmt: skip
    assert list(audit.verify(world.id)) == []


def test_same_key_is_done_once(world):
    add_work(world)
    command = entry(world, "student", "4")
    first, second = run(world, "teacher", command)[0], run(world, "teacher", command)[0]
    assert (first.state, second.state) == ("saved", "repeat")
    assert (second.version, second.value) == (1, "4")
    assert Change.objects.of(world.id).filter(action="journal.entry").count() == 1


def test_same_key_twice_in_one_batch_is_done_once(world):
    add_work(world)
    command = entry(world, "student", "4")
    assert [o.state for o in run(world, "teacher", command, command)] == ["saved", "repeat"]


def test_stale_version_is_a_conflict_with_author_and_value(world):
    add_work(world)
    run(world, "teacher", entry(world, "student", "3"))
    outcome = run(world, "teacher", entry(world, "student", "4", version=0))[0]
    assert (outcome.state, outcome.version, outcome.value) == ("conflict", 1, "3")
    assert outcome.author == world.people["teacher"].short
    assert value_of(world, "student") == ("3", 1)


@pytest.mark.parametrize(
    ("who", "command", "code"),
    [
        ("teacher", {"value": "7"}, "unknown_sign"),
        ("teacher", {"value": "1"}, "no_one"),
        ("teacher", {"value": "5", "lesson": "future"}, "future_lesson"),
        ("teacher", {"value": "5", "lesson": "closed"}, "closed"),
        ("teacher", {"value": "5", "lesson": "history"}, "absent"),
        ("teacher", {"value": "5", "lesson": "substituted"}, "not_yours"),
        ("teacher", {"value": "5", "student": "sister"}, "not_listed"),
        ("teacher", {"value": "5", "student": "left"}, "not_listed"),
        ("teacher", {"value": "н", "slot": 1}, "not_mark"),
        ("teacher", {"value": "5", "slot": 0}, "not_attendance"),
        ("teacher", {"value": "5", "slot": 3}, "no_work"),
        ("teacher", {"value": "нб", "slot": 0}, "reason_not_yours"),
        ("teacher", {"value": "5", "slot": -1}, "not_absent"),
        ("substitute", {"value": "5"}, "not_yours"),
    ],
)
def test_refusals_name_their_reason(world, who, command, code):
    add_work(world)
    student = command.pop("student", "student")
    outcome = run(world, who, entry(world, student, **command))[0]
    assert (outcome.state, outcome.code) == ("refused", code)
    assert outcome.message.endswith((".", "?"))
    assert Entry.objects.of(world.id).count() == 0


def test_absence_and_mark_exclude_each_other(world):
    add_work(world)
    run(world, "teacher", entry(world, "student", "4"))
    refusal = run(world, "teacher", entry(world, "student", "н", slot=0))[0]
    assert (refusal.code, refusal.message) == (
        "mark_stands",
        "В этом занятии уже стоит 4. Убрать отметку и поставить н?",
    )
    cleared, absent = run(
        world, "teacher", entry(world, "student", "", version=1), entry(world, "student", "н", slot=0)
    )
    assert (cleared.state, absent.state) == ("saved", "saved")
    assert run(world, "teacher", entry(world, "student", "5", version=2))[0].code == "absent"
    makeup = run(world, "teacher", entry(world, "student", "5", slot=-1, on=date(2026, 11, 24)))[0]
    assert makeup.state == "saved"
    assert run(world, "teacher", entry(world, "student", "", slot=0, version=1))[0].code == "makeup_stands"


def test_changing_an_earlier_days_mark_needs_a_reason(world):
    add_work(world, lesson="yesterday")
    run(world, "teacher", entry(world, "student", "3", lesson="yesterday"))
    outcome = run(world, "teacher", entry(world, "student", "4", lesson="yesterday", version=1))[0]
    assert (outcome.code, outcome.needs) == ("reason_needed", "reason")
    told = entry(world, "student", "4", lesson="yesterday", version=1, reason="отчёт защищён повторно")
    assert run(world, "teacher", told)[0].state == "saved"
    row = Entry.objects.of(world.id).get(student=world.people["student"].id, slot=1)
    assert row.corrected == 1
    assert Change.objects.of(world.id).order_by("-seq").first().reason == "отчёт защищён повторно"


def test_late_entries_are_counted_once_per_batch(world):
    add_work(world, lesson="old")
    run(world, "teacher", entry(world, "student", "3", lesson="old"), entry(world, "adult", "3", lesson="old"))
    assert LessonRecord.objects.of(world.id).get(lesson=world.lessons["old"].id).late_entries == 2


def test_roll_call_writes_announced_absences_and_nothing_else(world):
    Excuse.objects.create(
        college=world.college,
        student=world.people["adult"],
        since=date(2026, 11, 20),
        until=date(2026, 11, 28),
        kind="б",
    )
    run(world, "teacher", entry(world, "classmate", "о10", slot=0))
    outcome = run(world, "teacher", Command(uuid4(), "roll_call", world.lessons["now"].id, 0, value=True))[0]
    assert (outcome.state, outcome.value) == ("saved", True)
    rows = dict(Entry.objects.of(world.id).filter(slot=0).values_list("student_id", "value"))
    assert rows == {world.people["adult"].id: "н", world.people["classmate"].id: "о10"}


def test_topic_and_homework_may_be_prepared_for_a_future_lesson(world):
    lesson = world.lessons["future"].id
    topic = Command(uuid4(), "topic", lesson, 0, {"text": "Закон Ома", "programme_topic": world.topics[0].id.hex})
    homework = Command(uuid4(), "homework", lesson, 0, {"text": "§ 1", "due": "2026-11-30"})
    assert [o.state for o in run(world, "teacher", topic, homework)] == ["saved", "saved"]
    row = LessonRecord.objects.of(world.id).get(lesson=lesson)
    assert (row.topic, row.programme_topic_id, row.homework, row.homework_due) == (
        "Закон Ома", world.topics[0].id, "§ 1", date(2026, 11, 30),
    )  # fmt: skip


def test_closed_lesson_opens_by_permission_and_closes_by_itself(world):
    add_args = {"college": world.college, "lesson": world.lessons["closed"], "course": world.courses["electro"]}
    OpenRequest.objects.create(
        **add_args, teacher=world.people["teacher"], reason="болезнь", state=RequestState.APPROVED,
        asked_at=datetime(2026, 11, 24, 6, 0, tzinfo=UTC), open_until=datetime(2026, 11, 25, 15, 0, tzinfo=UTC),
    )  # fmt: skip
    assert add_work(world, lesson="closed").state == "saved"
    assert run(world, "teacher", entry(world, "student", "5", lesson="closed"))[0].state == "saved"
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    late = world.actor("teacher", now=datetime(2026, 11, 25, 15, 1, tzinfo=UTC))
    outcome = record(late, page, [entry(world, "adult", "5", lesson="closed")])[0][0]
    assert outcome.code == "closed"


def test_subgroups_are_recorded_by_their_own_teacher(world):
    add_work(world, who="subgroup_teacher", lesson="english1", course="english1")
    mine = run(world, "subgroup_teacher", entry(world, "student", "5", lesson="english1"), course="english1")[0]
    other = run(world, "subgroup_teacher", entry(world, "adult", "5", lesson="english1"), course="english1")[0]
    assert (mine.state, other.code) == ("saved", "not_listed")


def test_feeds_move_for_the_student_and_not_for_classmates(world):
    add_work(world)
    before = dict(StudentFeed.objects.of(world.id).values_list("student_id", "version"))
    run(world, "teacher", entry(world, "student", "5"))
    after = dict(StudentFeed.objects.of(world.id).values_list("student_id", "version"))
    assert {pk for pk in after if after[pk] != before[pk]} == {world.people["student"].id}


def test_personal_homework_reaches_only_its_students(world):
    value = {"students": [world.people["student"].id.hex], "text": "Пересдать ЛР", "due": "2026-11-27"}
    command = Command(uuid4(), "personal_homework", world.lessons["now"].id, 0, value)
    outcome = run(world, "teacher", command)[0]
    assert outcome.state == "saved"
    moved = StudentFeed.objects.of(world.id).filter(version__gt=0).values_list("student_id", flat=True)
    assert list(moved) == [world.people["student"].id]


def personal(world, text="Пересдать ЛР", due=None, *, lesson="now", version=0, task=None):
    """A command that sets a task to one student, changes it, or with an empty text takes it back."""
    value = {"students": [world.people["student"].id.hex], "text": text, "due": due} if text else None
    return Command(uuid4(), "personal_homework", world.lessons[lesson].id, version, value, id=task)


def test_two_who_change_one_personal_task_see_both_values_and_who_wrote(world):
    task = UUID(run(world, "teacher", personal(world))[0].id)
    run(world, "teacher", personal(world, "Пересдать ЛР № 2", version=1, task=task))
    stale = run(world, "teacher", personal(world, "", version=1, task=task))[0]
    assert (stale.state, stale.version, stale.value["text"]) == ("conflict", 2, "Пересдать ЛР № 2")
    assert (stale.author, stale.at) == (world.people["teacher"].short, world.actor("teacher").now)


def test_a_task_may_not_be_due_before_its_lesson(world):
    early = run(world, "teacher", personal(world, due="2026-11-23"))[0]
    assert (early.state, early.code, early.value) == ("refused", "bad_due", None)
    made = run(world, "teacher", personal(world, due="2026-11-24"))[0]
    changed = run(world, "teacher", personal(world, due="2026-11-23", version=1, task=UUID(made.id)))[0]
    assert (changed.code, changed.version, changed.value["due"]) == ("bad_due", 1, "2026-11-24")


def test_a_personal_task_is_an_entry_of_its_lesson_and_may_be_a_late_one(world):
    task = UUID(run(world, "teacher", personal(world, lesson="old"))[0].id)
    kept = LessonRecord.objects.of(world.id).get(lesson=world.lessons["old"].id)
    assert (kept.recorded_at is not None, kept.late_entries) == (True, 1)
    same = run(world, "teacher", personal(world, lesson="old", version=1, task=task))[0]
    assert (same.state, same.version, same.at) == ("saved", 1, None)  # it stands there already
    run(world, "teacher", personal(world, "", lesson="old", version=1, task=task))
    kept = LessonRecord.objects.of(world.id).get(lesson=world.lessons["old"].id)
    assert kept.late_entries == 2  # changed and taken back after the day as well


def test_work_with_marks_cannot_be_removed(world):
    add_work(world)
    run(world, "teacher", entry(world, "student", "5"))
    remove = Command(uuid4(), "work", world.lessons["now"].id, 1, None, slot=1)
    assert run(world, "teacher", remove)[0].code == "work_has_marks"
    run(world, "teacher", entry(world, "student", "", version=1))
    assert run(world, "teacher", replace(remove, key=uuid4()))[0].state == "saved"
    assert not Work.objects.of(world.id).filter(removed=False).exists()


@pytest.mark.parametrize(
    "raw", [None, 5, [], {}, {"key": "x"}, {"key": str(uuid4())}, {"key": str(uuid4()), "do": "drop"}]
)
def test_unreadable_commands_get_a_sentence(raw):
    assert isinstance(read_command(raw), Unreadable)


def test_tampering_is_found(world):
    add_work(world)
    run(world, "teacher", entry(world, "student", "2"))
    change = Change.objects.of(world.id).order_by("-seq").first()
    Change.objects.of(world.id).filter(pk=change.pk).update(after="5")
    found = list(audit.verify(world.id))
    assert [(item.seq, item.why) for item in found] == [(change.seq, "запись изменена в обход журнала")]
