"""The ledger of hours: what is given by A5.12, what the term comes to (A5.8), subgroups once for students (A5.2)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.worlds import TODAY
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, CourseTeacher
from zhurnal.journal.actions.record import record
from zhurnal.journal.rules.commands import Command
from zhurnal.oversight.queries.hours import lines_in_reach, load_group, load_hours
from zhurnal.oversight.rules.hours import Hours, Sign, of_students
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.lesson import State


@pytest.mark.parametrize(
    ("hours", "outcome", "sign", "lacking", "left", "due"),
    [
        (Hours(36, given=20, ahead=16), 0, Sign.ON_TRACK, 0, 16, 20),
        (Hours(36, given=20, ahead=12, lost=4), -4, Sign.BEHIND, 2, 16, 24),
        (Hours(36, given=20, unrecorded=2, ahead=13), -1, Sign.BEHIND, 1, 16, 22),
        (Hours(36, given=30, ahead=10), 4, Sign.AHEAD, 0, 6, 30),
        (Hours(36, given=40), 4, Sign.AHEAD, 0, 0, 40),
        (Hours(0, given=10), 0, Sign.UNKNOWN, 0, 0, 10),
    ],
)
def test_what_the_term_comes_to(hours, outcome, sign, lacking, left, due):
    assert (hours.outcome, hours.sign, hours.lacking, hours.left, hours.due) == (outcome, sign, lacking, left, due)


def test_subgroups_count_once_for_students_and_the_one_furthest_behind_speaks():
    whole, first, second = Hours(60, 40, ahead=20), Hours(34, 24, ahead=10), Hours(34, 20, ahead=10, lost=4)
    total = of_students([(("ОП", False), whole), (("ИЯ", True), first), (("ИЯ", True), second)])
    assert total == Hours(94, 60, ahead=30, lost=4)


@pytest.fixture
def world(db, frozen_time):
    found, _other = worlds.two_colleges()
    return found


def write(world, lesson, *, topic=True, roll=True, students=()):
    """Record a lesson of «electro»: topic, roll call, or attendance one by one."""
    place, commands = world.lessons[lesson].pk, []
    if topic:
        commands.append(Command(uuid4(), "topic", place, 0, {"text": "Тема", "programme_topic": None}))
    if roll:
        commands.append(Command(uuid4(), "roll_call", place, 0, True))
    commands += [Command(uuid4(), "entry", place, 0, "н", pk, 0) for pk in students]
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    outcomes, _seq = record(world.actor("teacher"), page, commands)
    assert [outcome.state for outcome in outcomes] == ["saved"] * len(commands)


def electro(world):
    page = load_group(world.actor("deputy"), world.groups["Э-21"])
    return next(line for line in page.lines if line.course == world.courses["electro"].pk).hours


def test_a_lesson_counts_with_topic_and_attendance_only(world):
    # six lessons of two hours that have begun or passed (closed, old, yesterday; earlier, now, substituted of today), one to come
    assert electro(world) == Hours(96, given=0, unrecorded=6, ahead=8)
    write(world, "yesterday", roll=False)
    write(world, "earlier", topic=False)
    assert electro(world) == Hours(96, given=0, unrecorded=6, ahead=8)
    write(world, "old")
    write(world, "now")
    assert electro(world) == Hours(96, given=4, unrecorded=4, ahead=6)


def test_attendance_marked_one_by_one_counts_when_it_is_whole(world):
    from zhurnal.curriculum.models import Membership

    listed = list(
        Membership.objects.of(world.id)
        .filter(group=world.groups["Э-21"], entered__lte=TODAY - timedelta(days=1))
        .exclude(left__lte=TODAY - timedelta(days=1))
        .values_list("student_id", flat=True)
    )
    write(world, "yesterday", roll=False, students=listed[:-1])
    assert electro(world).given == 0
    write_last = Command(uuid4(), "entry", world.lessons["yesterday"].pk, 0, "н", listed[-1], 0)
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    assert record(world.actor("teacher"), page, [write_last])[0][0].state == "saved"
    assert electro(world) == Hours(96, given=2, unrecorded=4, ahead=8)


def test_cancelled_lessons_are_lost_and_told(world):
    Lesson.objects.of(world.id).filter(pk=world.lessons["old"].pk).update(state=State.CANCELLED)
    assert electro(world) == Hours(96, unrecorded=4, ahead=8, lost=2)


def test_the_ledger_shows_the_groups_within_reach_and_nobody_elses(world):
    seen = {
        who: [line.name for _department, lines in load_hours(world.actor(who)).departments for line in lines]
        for who in ("deputy", "dispatcher", "department_head", "other_head")
    }
    both = ["ТЭ-11", "Э-21"]
    assert {who: sorted(names) for who, names in seen.items()} == {
        "deputy": both, "dispatcher": both, "department_head": ["Э-21"], "other_head": ["ТЭ-11"],
    }  # fmt: skip


def test_a_groups_line_sums_its_disciplines_for_students(world):
    lines = {line.name: line for _name, lines in load_hours(world.actor("deputy")).departments for line in lines}
    # electro 96, english once for both subgroups would need one discipline; the world has two of 96, and the module 96
    assert (lines["Э-21"].hours.plan, lines["Э-21"].behind, lines["ТЭ-11"].hours.plan) == (384, 4, 96)


@pytest.mark.parametrize("path", ["/hours/", "/hours/{group}/"])
def test_the_ledger_costs_the_same_for_a_small_and_a_large_college(db, frozen_time, path):
    counts = []
    for code, many in (("vek", 1), ("pml", 30)):
        world = worlds.make_college(code, "А", students=many)
        for number in range(many):
            worlds.add_lesson(world, f"m{number}", "electro", "teacher", TODAY - timedelta(days=30 + number), 3)
        client, address = world.client("deputy"), path.format(group=world.groups["Э-21"].pk)
        with CaptureQueriesContext(connection) as done:
            assert client.get(address).status_code == 200
        counts.append(len(done))
    assert counts[0] == counts[1] <= 15  # one asks for practices, four for the causes


def test_before_the_first_term_the_page_says_so(world):
    Term.objects.of(world.id).update(starts=TODAY + timedelta(days=3))
    page = world.client("deputy").get("/hours/").content.decode()
    assert "Считать пока нечего" in page


def test_who_does_not_read_journals_gets_no_way_into_them(world):
    address = f"/hours/{world.groups['Э-21'].pk}/"
    journal = f"/journals/{world.courses['electro'].pk}/"
    told = {who: journal in world.client(who).get(address).content.decode() for who in ("deputy", "dispatcher")}
    assert told == {"deputy": True, "dispatcher": False}


def test_who_led_to_the_end_of_a_past_term_reads_its_hours_and_is_named(world):
    ended = TODAY - timedelta(days=3)
    Term.objects.of(world.id).update(ends=ended)
    CourseTeacher.objects.of(world.id).filter(teacher=world.people["teacher"]).update(until=ended)
    term = Term.objects.of(world.id).select_related("year").get(pk=world.term.pk)
    lines = [line for read in lines_in_reach(world.actor("teacher"), term) for line in read.lines]
    assert lines
    assert all(any("Кравцова" in name for name in line.teachers) for line in lines)
