"""Batches of several lessons and several writers: each command is judged by its own lesson, nobody waits for ever."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connections

from tests import worlds
from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Course, SubgroupMembership
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry, Excuse, StudentFeed, Work
from zhurnal.journal.queries import course_rows, diary, history
from zhurnal.journal.rules.commands import Command
from zhurnal.journal.rules.signs import ExcuseKind
from zhurnal.people.models import Guardianship

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def run(world, *commands, course="electro", who="teacher"):
    page = Course.objects.of(world.id).get(pk=world.courses[course].pk)
    return record(world.actor(who), page, list(commands))[0]


def command(world, do, lesson, value, *, student=None, slot=0, version=0, **more):
    pk = world.people[student].pk if student else None
    return Command(more.pop("key", uuid4()), do, world.lessons[lesson].pk, version, value, pk, slot, **more)


def test_a_column_with_marks_is_not_removed_beside_another_lessons(world):
    kind = {"kind": "oral", "title": ""}
    run(world, *(command(world, "work", lesson, kind) for lesson in ("now", "earlier")))
    run(
        world,
        command(world, "entry", "now", "н", student="student"),
        command(world, "entry", "earlier", "5", student="student", slot=1),
    )
    removed = run(world, *(command(world, "work", lesson, None, slot=1, version=1) for lesson in ("now", "earlier")))
    assert [(o.state, o.code) for o in removed] == [("saved", ""), ("refused", "work_has_marks")]
    assert not Work.objects.of(world.id).get(lesson=world.lessons["earlier"].pk).removed


def move_to_second_subgroup(world):
    """The student was in the first subgroup to 20 November, in the second from the 21st."""
    student = world.people["student"]
    SubgroupMembership.objects.of(world.id).filter(student=student).update(until=date(2026, 11, 20))
    SubgroupMembership.objects.create(
        college=world.college, subgroup=world.subgroups["2"], student=student, since=date(2026, 11, 21)
    )
    worlds.add_lesson(world, "english_before", "english1", "subgroup_teacher", date(2026, 11, 19), 1)


def test_a_subgroups_list_is_that_of_each_lessons_own_day(world):
    move_to_second_subgroup(world)
    both = [command(world, "entry", lesson, "н", student="student") for lesson in ("english_before", "english1")]
    outcomes = run(world, *both, course="english1", who="subgroup_teacher")
    assert [(o.state, o.code) for o in outcomes] == [("saved", ""), ("refused", "not_listed")]


def test_two_stays_in_one_subgroup_are_both_on_the_list(world):
    student = world.people["student"]
    SubgroupMembership.objects.of(world.id).filter(student=student).update(until=date(2026, 10, 1))
    SubgroupMembership.objects.create(
        college=world.college, subgroup=world.subgroups["1"], student=student, since=date(2026, 11, 20)
    )
    course = Course.objects.of(world.id).select_related("term").get(pk=world.courses["english1"].pk)
    rows = course_rows.listed_students(world.id, course, course.term.starts, course.term.ends)
    stays = [(row.entered, row.left) for row in rows if row.id == student.pk]
    assert stays == [(worlds.SEPTEMBER, date(2026, 10, 2)), (date(2026, 11, 20), None)]


def test_roll_call_reads_causes_as_the_page_does_the_later_one_wins(world):
    for since, kind in ((date(2026, 11, 16), ExcuseKind.ILLNESS), (date(2026, 11, 23), ExcuseKind.UNEXCUSED)):
        Excuse.objects.create(
            college=world.college, student=world.people["student"], since=since, until=date(2026, 11, 30), kind=kind,
            set_by=world.people["leader"],
        )  # fmt: skip
    assert run(world, command(world, "roll_call", "now", True))[0].id is None
    assert not Entry.objects.of(world.id).exists()


def test_another_day_of_a_makeup_is_a_change_and_stands_in_its_history(world):
    run(world, command(world, "work", "yesterday", {"kind": "oral", "title": ""}))
    run(world, command(world, "entry", "yesterday", "н", student="student"))
    first = command(world, "entry", "yesterday", "4", student="student", slot=-1)
    assert run(world, first)[0].version == 1
    moved = command(world, "entry", "yesterday", "4", student="student", slot=-1, version=1, on=date(2026, 11, 23))
    same = command(world, "entry", "yesterday", "4", student="student", slot=-1, version=2)
    assert [(o.state, o.version) for o in run(world, moved, same)] == [("saved", 2), ("saved", 2)]
    assert Entry.objects.of(world.id).get(slot=-1).dated == date(2026, 11, 23)
    place = (world.courses["electro"].pk, world.lessons["yesterday"].pk, world.people["student"].pk, -1)
    told = [(change["before"], change["after"]) for change in history.cell_history(world.actor("teacher"), *place)]
    assert told == [("4 от 24.11", "4 от 23.11"), ("", "4 от 24.11")]


def test_the_history_tells_since_when_the_family_reads_the_value(world, frozen_time):
    run(world, command(world, "entry", "now", "н", student="student"))
    place = (world.courses["electro"].pk, world.lessons["now"].pk, world.people["student"].pk, 0)

    def seen() -> list[str | None]:
        return [change.get("seen") for change in history.cell_history(world.actor("teacher"), *place)]

    assert seen() == ["Видно родителям с\u00a010:42"]
    Guardianship.objects.of(world.id).filter(student=world.people["student"]).update(until=date(2026, 11, 1))
    assert seen() == ["Видно студенту с\u00a010:42"]
    frozen_time.move_to(datetime.now(UTC) + timedelta(days=2))
    assert seen() == ["Видно студенту с\u00a024 ноября, 10:42"]
    run(world, command(world, "entry", "now", "", student="student", version=1, reason="ошибка"))
    assert seen() == [None, None]


def test_a_key_twice_in_a_batch_is_done_once_also_when_the_first_wrote_absences(world):
    Excuse.objects.create(
        college=world.college, student=world.people["student"], since=date(2026, 11, 20), until=date(2026, 11, 28),
        kind=ExcuseKind.ILLNESS, set_by=world.people["leader"],
    )  # fmt: skip
    key = uuid4()
    called = command(world, "roll_call", "now", True, key=key)
    outcomes = run(world, called, command(world, "roll_call", "now", False, version=1, key=key))
    assert [(o.state, o.value) for o in outcomes] == [("saved", True), ("repeat", True)]


def test_a_reason_that_is_no_text_is_cleaned(world):
    address = f"/journals/{world.courses['electro'].pk}/commands/"
    raw = {
        "key": str(uuid4()), "do": "entry", "lesson": world.lessons["now"].pk.hex,
        "student": world.people["student"].pk.hex, "slot": 0, "version": 0, "value": "н", "reason": "не\ud83d\x00т",
    }  # fmt: skip
    answer = world.client("teacher").post(address, json.dumps({"commands": [raw]}), content_type="application/json")
    assert answer.json()["results"][0]["state"] == "saved"


def test_two_courses_of_one_group_written_at_once_do_not_wait_for_each_other(world):
    """On PostgreSQL a topic and a mark in both used to end in a deadlock: the group's diaries were taken in two orders."""
    people = {"electro": ("teacher", "now", "student"), "english1": ("subgroup_teacher", "english1", "student")}
    feeds = StudentFeed.objects.of(world.id)
    before = dict(feeds.values_list("student_id", "version"))

    def write(course):
        who, lesson, student = people[course]
        states = []
        try:
            for number in range(25):
                topic = {"text": f"Тема {number}", "programme_topic": None}
                value = ("н", "")[number % 2]
                commands = [
                    command(world, "topic", lesson, topic, version=number),
                    command(world, "entry", lesson, value, student=student, version=number),
                ]
                states += [o.state for o in run(world, *commands, course=course, who=who)]
        finally:
            connections.close_all()
        return states

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(write, people)) == [["saved"] * 50] * 2
    after = dict(feeds.values_list("student_id", "version"))
    assert after[world.people["student"].pk] == before[world.people["student"].pk] + 50


def test_the_diary_of_a_day_in_an_earlier_term_keeps_its_marks(world):
    run(world, command(world, "work", "now", {"kind": "oral", "title": ""}))
    run(world, command(world, "entry", "now", "5", student="student", slot=1))
    Term.objects.create(
        college=world.college, year=world.year, number=2, starts=date(2027, 1, 11), ends=date(2027, 6, 28)
    )
    actor = world.actor("student", datetime(2027, 2, 10, 9, tzinfo=UTC))
    family = diary.family_of(actor, world.people["student"])
    day, week = diary.diary_day(actor, family, worlds.TODAY), diary.diary_week(actor, family, worlds.TODAY)
    of_day = [mark.value for lesson in day.day.lessons for mark in lesson.marks]
    of_week = [mark.value for one in week.days for lesson in one.lessons for mark in lesson.marks]
    assert (of_day, of_week) == (["5"], ["5"])
