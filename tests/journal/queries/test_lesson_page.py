"""The data of the lesson's page: what is offered, what is told about each student, whose rows are in it."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.messages import sent
from zhurnal.curriculum.models import Course, Group, Membership
from zhurnal.curriculum.models import CourseTeacher as Teacher
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Excuse, OpenRequest
from zhurnal.journal.queries.lesson_page import RELATED, load_lesson
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import doors
from zhurnal.kernel.errors import Absent
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def load(world, lesson, who="teacher", now=None):
    actor = world.actor(who, now)
    row = doors.fetch(actor, "journal.lesson.view", Lesson, related=RELATED, pk=world.lessons[lesson].pk)
    return load_lesson(actor, row)


def write(world, *commands, who="teacher", course="electro", now=None):
    page = Course.objects.of(world.id).get(pk=world.courses[course].pk)
    outcomes = record(world.actor(who, now), page, list(commands))[0]
    assert [o.state for o in outcomes] == ["saved"] * len(outcomes), [o.message for o in outcomes]
    return outcomes


def command(world, do, lesson, value, *, student=None, slot=0, **more):
    person = world.people[student].id if student else None
    return Command(uuid4(), do, world.lessons[lesson].id, more.pop("version", 0), value, person, slot, **more)


def topic(world, lesson, number, **more):
    row = world.topics[number - 1]
    return command(world, "topic", lesson, {"text": row.title, "programme_topic": row.id.hex}, **more)


def ids(world, *names):
    return [world.people[name].id.hex for name in names]


def test_page_is_one_lesson_with_those_on_the_list_that_day(world):
    data = load(world, "now")
    assert [lesson["id"] for lesson in data["lessons"]] == [world.lessons["now"].id.hex]
    shown = {student["id"] for student in data["students"]}
    assert shown == set(ids(world, "student", "classmate", "adult", "newcomer", *(f"student{n}" for n in range(6))))
    before = {student["id"] for student in load(world, "closed")["students"]}
    assert before == shown | set(ids(world, "left"))


def test_cells_are_of_this_lesson_only_and_point_at_its_students(world):
    write(world, command(world, "work", "now", {"kind": "oral"}), command(world, "work", "earlier", {"kind": "oral"}))
    write(
        world,
        command(world, "entry", "now", "4", student="student", slot=1),
        command(world, "entry", "earlier", "5", student="student", slot=1),
        command(world, "entry", "now", "н", student="adult"),
    )
    data = load(world, "now")
    named = [[data["students"][student]["id"], *rest] for student, *rest in data["cells"]]
    assert sorted(named) == sorted([[*ids(world, "student"), 0, 1, "4", 1, 0], [*ids(world, "adult"), 0, 0, "н", 1, 0]])


def test_next_unused_topic_is_offered(world):
    assert load(world, "closed")["offer"]["topic"]["number"] == 1
    write(world, topic(world, "old", 1), topic(world, "yesterday", 2))
    data = load(world, "earlier")
    assert (data["offer"]["topic"]["title"], data["offer"]["topic"]["homework"]) == ("Тема 3 А", "§ 3")
    assert [row["used"] for row in data["topics"]][:3] == ["2026-11-17", "2026-11-23", None]


def test_lesson_with_a_topic_or_without_a_programme_gets_no_offer(world):
    write(world, topic(world, "now", 1))
    assert load(world, "now")["offer"] == {"topic": None}
    Course.objects.of(world.id).filter(pk=world.courses["english1"].pk).update(programme=None)
    data = load(world, "english1", "subgroup_teacher")
    assert (data["offer"], data["topics"]) == ({"topic": None}, [])


def test_subgroups_have_a_sequence_and_a_list_of_their_own(world):
    Course.objects.of(world.id).filter(pk__in=[world.courses["english1"].pk, world.courses["english2"].pk]).update(
        programme=world.courses["electro"].programme_id
    )
    write(world, topic(world, "english1", 1), who="subgroup_teacher", course="english1")
    worlds.add_lesson(world, "english1_next", "english1", "subgroup_teacher", worlds.TODAY, 3)
    assert load(world, "english1_next", "subgroup_teacher")["offer"]["topic"]["number"] == 2
    second = load(world, "english2", "other_teacher")
    assert second["offer"]["topic"]["number"] == 1
    assert {row["id"] for row in second["students"]} == set(
        ids(world, "adult", "newcomer", "student1", "student3", "student5")
    )
    with pytest.raises(Absent):
        load(world, "english2", "subgroup_teacher")


def test_homework_is_due_on_the_day_of_the_next_lesson(world):
    data = load(world, "now")
    assert (data["due_guess"], data["dues"]) == ("2026-11-26", ["2026-11-26"])
    Lesson.objects.of(world.id).filter(pk=world.lessons["future"].pk).update(state="cancelled")
    assert load(world, "now")["due_guess"] is None


def test_average_hint_and_last_mark_stand_on_the_whole_term(world):
    write(
        world,
        command(world, "work", "yesterday", {"kind": "lab"}),
        command(world, "work", "now", {"kind": "oral"}),
        command(world, "entry", "yesterday", "2", student="student", slot=1),
        command(world, "entry", "now", "5", student="student", slot=1),
        command(world, "entry", "yesterday", "н", student="adult"),
    )
    data = load(world, "now")
    (student,) = ids(world, "student")
    assert data["averages"][student] == "3,00"
    assert data["base"][student] == [400, 200]
    assert data["last"] == {student: "2"}
    assert data["hints"] == {student: "«2» 23.11, новой отметки нет", ids(world, "adult")[0]: "пропуск 23.11"}


def test_makeup_counts_in_the_average(world):
    write(
        world,
        command(world, "work", "yesterday", {"kind": "oral"}),
        command(world, "entry", "yesterday", "н", student="student"),
        command(world, "entry", "yesterday", "4", student="student", slot=-1, on=worlds.TODAY),
    )
    assert load(world, "now")["averages"] == {ids(world, "student")[0]: "4,00"}


def test_announced_absence_is_told_before_the_roll_call(world):
    for name, kind, until in (("student", "б", date(2026, 11, 28)), ("adult", "н", date(2026, 11, 24))):
        Excuse.objects.create(
            college=world.college, student=world.people[name], since=date(2026, 11, 20), until=until, kind=kind
        )
    data = load(world, "now")
    student, adult = ids(world, "student", "adult")
    assert data["excused"] == {student: "болезнь по 28.11", adult: "без уважительной причины"}
    assert data["announced"] == {student: "нб"}


def test_hours_given_count_recorded_lessons_before_this_one(world):
    write(world, topic(world, "old", 1), topic(world, "yesterday", 2), topic(world, "now", 3))
    assert load(world, "now")["hours"] == {"given": 4, "planned": 96, "corrected": 0}


def test_homework_of_the_parallel_group_is_offered_for_the_same_topic(world):
    group = Group.objects.create(
        college=world.college, name="Э-22", department=world.departments["energy"], year=world.year, course_year=2
    )
    electro = world.courses["electro"]
    world.courses["parallel"] = Course.objects.create(
        college=world.college, year=world.year, term=world.term, group=group, discipline_id=electro.discipline_id,
        programme_id=electro.programme_id, hours_planned=96,
    )  # fmt: skip
    Teacher.objects.create(
        college=world.college, course=world.courses["parallel"], teacher=world.people["other_teacher"],
        since=worlds.SEPTEMBER,
    )  # fmt: skip
    for key, day, number in (("p1", -1, 1), ("p2", 0, 2)):
        worlds.add_lesson(world, key, "parallel", "other_teacher", worlds.TODAY + timedelta(days=day))
        homework = command(world, "homework", key, {"text": f"задача {number}", "due": None})
        write(world, topic(world, key, number), homework, who="other_teacher", course="parallel")
    assert load(world, "closed")["parallel"] == [{"topic": world.topics[0].id.hex, "group": "Э-22", "text": "задача 1"}]
    write(world, topic(world, "now", 2))
    assert [row["text"] for row in load(world, "now")["parallel"]] == ["задача 2"]


def test_personal_homework_comes_with_its_students(world):
    students = ids(world, "student", "adult")
    outcome = write(
        world,
        command(world, "personal_homework", "now", {"students": students, "text": "пересдать", "due": "2026-11-27"}),
    )[0]
    removed = write(world, command(world, "personal_homework", "now", {"students": students, "text": "не надо"}))[0]
    write(world, Command(uuid4(), "personal_homework", world.lessons["now"].id, 1, None, id=_uuid(removed.id)))
    task = load(world, "now")["personal"]
    assert [(row["id"], row["version"], row["text"], row["due"]) for row in task] == [
        (outcome.id, 1, "пересдать", "2026-11-27")
    ]
    assert set(task[0]["students"]) == set(students)


def _uuid(value):
    from uuid import UUID

    return UUID(value)


def test_roll_call_does_not_mean_those_listed_later(world):
    write(world, command(world, "roll_call", "now", True))
    assert load(world, "now")["joined"] == []
    later = datetime(2026, 11, 24, 12, tzinfo=UTC)
    Membership.objects.of(world.id).filter(student=world.people["newcomer"].pk).update(recorded_at=later)
    assert load(world, "now")["joined"] == ids(world, "newcomer")


def test_closed_lesson_tells_whether_it_was_asked_for(world):
    assert load(world, "closed")["asked"] is False
    OpenRequest.objects.create(
        college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"],
        teacher=world.people["teacher"], reason="забыла", asked_at=datetime(2026, 11, 23, tzinfo=UTC),
    )  # fmt: skip
    data = load(world, "closed")
    assert (data["lessons"][0]["lock"]["code"], data["asked"]) == ("closed", True)


@pytest.mark.parametrize(
    ("who", "lesson", "writes", "follows"),
    [
        ("teacher", "now", True, True),
        ("teacher", "substituted", False, True),
        ("substitute", "substituted", True, False),
        ("deputy", "now", False, True),
        ("leader", "now", False, True),
    ],
)
def test_rights_follow_the_lesson(world, who, lesson, writes, follows):
    rights = load(world, lesson, who)["rights"]
    assert (rights["write"], rights["page"], bool(rights["why_not"])) == (writes, follows, not writes)


def test_same_number_of_statements_for_one_student_and_for_thirty():
    counted = []
    for code, canary, students in (("one", "А", 1), ("thirty", "Б", 30)):
        world = worlds.make_college(code, canary, students)
        write(world, command(world, "work", "now", {"kind": "oral"}))
        marks = [command(world, "entry", "now", "4", student=f"student{n}", slot=1) for n in range(students)]
        write(world, *marks)
        actor = world.actor("teacher")
        row = doors.fetch(actor, "journal.lesson.view", Lesson, related=RELATED, pk=world.lessons["now"].pk)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            load_lesson(actor, row)
        counted.append(len(caught))
    assert counted == [sent(15, 8)] * 2
