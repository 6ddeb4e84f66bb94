"""From what happened to the inbox of those concerned; how much it costs."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from tests.movement.orders import draft, write
from zhurnal.assessment.actions import Put, put_results
from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Course, Membership
from zhurnal.journal.actions.record import record
from zhurnal.journal.rules.commands import Command
from zhurnal.movement.actions.undo import undo_movement
from zhurnal.movement.rules.kinds import Kind as OrderKind
from zhurnal.notifications.actions.reading import read_all
from zhurnal.notifications.actions.telling import tell
from zhurnal.notifications.channels import forget_channel, register_channel
from zhurnal.notifications.models import Notice
from zhurnal.notifications.queries import facts
from zhurnal.notifications.queries.concerned import people_of_lessons
from zhurnal.notifications.rules.items import KEEP_READ, Item, Kind, Told
from zhurnal.people.models import Account
from zhurnal.timetable.actions.substitution import arrange
from zhurnal.timetable.actions.substitution_move import Place, move_lesson
from zhurnal.timetable.actions.substitution_undo import undo_change
from zhurnal.timetable.models import Lesson
from zhurnal.timetable.rules.arranging import Way, WayKind
from zhurnal.timetable.rules.ground import Cause, Ground
from zhurnal.timetable.rules.news import Doing, News

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world() -> worlds.World:
    return worlds.make_college("vek", "А")


def notices(world: worlds.World, who: str) -> list[Notice]:
    return list(Notice.objects.of(world.id).filter(person=world.people[who]).order_by("happened_at", "pk"))


def unread(world: worlds.World, who: str) -> int:
    return Account.objects.of(world.id).get(pk=world.accounts[who].pk).unread


def cancel(world: worlds.World, name: str, commits) -> None:
    lesson = Lesson.objects.of(world.id).get(pk=world.lessons[name].pk)
    with commits(execute=True):
        assert arrange(world.actor("dispatcher"), lesson, Way(WayKind.CANCEL), Ground(Cause.ILLNESS)) is None


def test_a_lesson_moved_to_another_day_names_both_to_who_was_there_on_either(
    world: worlds.World, django_capture_on_commit_callbacks
):
    lesson = Lesson.objects.of(world.id).get(pk=world.lessons["future"].pk)
    was, day = lesson.date, lesson.date + timedelta(days=1)
    Membership.objects.of(world.id).filter(student=world.people["classmate"]).update(
        left=day
    )  # there on the first only
    with django_capture_on_commit_callbacks(execute=True):
        assert move_lesson(world.actor("dispatcher"), lesson, Place(day, 1), Ground(Cause.EVENT)) is None
    told = {name for name in world.accounts if notices(world, name)}
    assert {"student", "parent", "classmate", "other_parent", "teacher", "leader"} <= told
    (notice,) = notices(world, "classmate")
    both = "с 26 ноября (2\u00a0пара) на 27 ноября (1\u00a0пара)"
    assert (was.day, day.day) == (26, 27)
    assert notice.title == f"Занятие перенесено {both}"
    assert both in notice.items[0][3]
    with django_capture_on_commit_callbacks(execute=True):
        assert undo_change(world.actor("dispatcher"), Lesson.objects.of(world.id).get(pk=lesson.pk)) is None
    lines = " ".join(item[3] for one in notices(world, "student") for item in one.items)
    assert "снова по расписанию, 27 ноября занятия не будет" in lines


def test_a_cancelled_lesson_reaches_its_teacher_group_parents_and_leader_and_nobody_else(
    world: worlds.World, django_capture_on_commit_callbacks
):
    cancel(world, "future", django_capture_on_commit_callbacks)
    told = {name for name in world.accounts if notices(world, name)}
    assert told >= {"teacher", "student", "parent", "classmate", "leader"}
    assert not told & {"sister", "dispatcher", "other_leader", "ex_parent", "adults_parent", "substitute"}
    one = notices(world, "parent")[0]
    assert one.title.startswith("Занятие отменено")
    assert "болезнь" not in f"{one.title}{one.items}".lower()
    assert unread(world, "parent") == 1


def test_what_follows_is_folded_into_the_notice_that_is_not_read_yet(
    world: worlds.World, django_capture_on_commit_callbacks
):
    cancel(world, "future", django_capture_on_commit_callbacks)
    lesson = Lesson.objects.of(world.id).get(pk=world.lessons["future"].pk)
    with django_capture_on_commit_callbacks(execute=True):
        assert undo_change(world.actor("dispatcher"), lesson) is None
    assert [one.title.split(":")[0] for one in notices(world, "student")] == ["Изменение снято"]
    read_all(world.actor("student"))
    assert unread(world, "student") == 0
    cancel(world, "future", django_capture_on_commit_callbacks)
    assert len(notices(world, "student")) == 2
    assert unread(world, "student") == 1


@pytest.mark.parametrize("number", [1, 100])
def test_telling_costs_the_same_for_one_lesson_and_for_a_hundred(world: worlds.World, number: int):
    own = world.lessons["future"]
    lessons = [own.pk, *(uuid4() for _one in range(number - 1))]
    group = world.groups["Э-21"].pk
    news = [
        News(Doing.CANCELLED, pk, group, own.date, "Э-21, Физика", "завтра", world.people["teacher"].pk)
        for pk in lessons
    ]
    actor = world.actor("dispatcher")
    with CaptureQueriesContext(
        connection,
    ) as asked:
        audience = people_of_lessons(actor, news)
        told = [
            Told(person, Kind.LESSONS, "day", (Item(lesson.hex, "2026-12-03 1", "", ""),), "/")
            for lesson, people in audience.items()
            for person in people
        ]
        tell(world.id, told, actor.now)
    assert len(asked) == 11


def test_old_notices_go(world: worlds.World):
    person, now = world.people["teacher"], world.actor("teacher").now
    old = {"college": world.college, "person": person, "kind": "lessons", "url": "/", "title": "x"}
    ago = now - timedelta(days=KEEP_READ + 1)
    Notice.objects.create(**old, about="old", happened_at=ago, read_at=ago)
    Notice.objects.create(**old, about="waits", happened_at=ago)
    tell(world.id, [Told(person.pk, Kind.LESSONS, "new", (Item("a", "2026-12-03", "h", "l"),), "/")], now)
    assert {one.about for one in notices(world, "teacher")} == {"waits", "new"}
    assert unread(world, "teacher") == 2


def test_a_channel_hears_of_new_notices_and_its_failure_stops_nothing(
    world: worlds.World, django_capture_on_commit_callbacks, caplog
):
    heard: list[int] = []

    def broken(college, ids):
        heard.append(len(ids))
        raise RuntimeError

    register_channel("paper", broken)
    try:
        cancel(world, "future", django_capture_on_commit_callbacks)
    finally:
        forget_channel("paper")
    assert heard == [Notice.objects.of(world.id).count()]
    assert "channel paper failed" in caplog.text


def test_the_author_hears_that_another_person_changed_his_entry(
    world: worlds.World, django_capture_on_commit_callbacks
):
    course = Course.objects.of(world.id).get(pk=world.courses["module"].pk)
    lesson, student = world.lessons["module"].pk, world.people["student"].pk

    def write(who: str, value: str, version: int) -> str:
        work = Command(uuid4(), "work", lesson, 0, {"kind": "oral", "title": ""}, slot=0)
        entry = Command(uuid4(), "entry", lesson, version, value, student, 1)
        with django_capture_on_commit_callbacks(execute=True):
            outcomes, _seq = record(world.actor(who), course, [work, entry] if not version else [entry])
        return outcomes[-1].state

    assert write("other_teacher", "4", 0) == "saved"
    assert notices(world, "other_teacher") == []
    worlds.CourseTeacher.objects.create(
        college=world.college, course=course, teacher=world.people["teacher"], since=worlds.SEPTEMBER
    )
    assert write("teacher", "5", 1) == "saved"
    [one] = notices(world, "other_teacher")
    assert one.title.startswith("Ваши записи исправил другой человек")
    assert one.url == f"/journals/{course.pk}/"
    assert world.people["student"].surname not in f"{one.title}{one.items}"


@pytest.mark.parametrize(
    ("do", "first", "second"),
    [
        ("topic", {"text": "Закон Ома"}, {"text": "Закон Джоуля"}),
        ("homework", {"text": "с. 12"}, {"text": "с. 14"}),
        ("personal_homework", {"text": "пересдать", "due": None}, {"text": "не нужно", "due": None}),
    ],
)
def test_the_author_hears_that_another_person_changed_his_words(
    world: worlds.World, django_capture_on_commit_callbacks, do, first, second
):
    course = Course.objects.of(world.id).get(pk=world.courses["module"].pk)
    lesson, student = world.lessons["module"].pk, world.people["student"].pk.hex
    worlds.CourseTeacher.objects.create(
        college=world.college, course=course, teacher=world.people["teacher"], since=worlds.SEPTEMBER
    )

    def write(who: str, value: dict[str, object], version: int, task: object = None) -> object:
        said = value | ({"students": [student]} if do == "personal_homework" else {})
        command = Command(uuid4(), do, lesson, version, said, id=UUID(str(task)) if task else None)
        with django_capture_on_commit_callbacks(execute=True):
            [outcome], _seq = record(world.actor(who), course, [command])
        assert outcome.state == "saved"
        return outcome

    made = write("other_teacher", first, 0)
    made = write("other_teacher", {**first, "text": "то же, что и было"}, made.version, made.id)
    assert notices(world, "other_teacher") == []
    write("teacher", second, made.version, made.id)
    [one] = notices(world, "other_teacher")
    assert one.title.startswith("Ваши записи исправил другой человек")
    assert second["text"] not in f"{one.title}{one.items}"
    assert notices(world, "teacher") == []


def test_the_inbox_shows_opens_and_reads(world: worlds.World, django_capture_on_commit_callbacks):
    cancel(world, "future", django_capture_on_commit_callbacks)
    client = world.client("student")
    page = client.get("/notices/").content.decode()
    assert "Занятие отменено" in page
    tag = client.get("/notices/", headers={"X-Live": "1"})["ETag"]
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/notices/", headers={"X-Live": "1", "If-None-Match": tag}).status_code == 304
    assert len(asked) == 2  # who asks, and whether there is anything new
    [one] = notices(world, "student")
    assert client.post(f"/notices/{one.pk}/", {"go": "1"})["Location"] == one.url
    assert unread(world, "student") == 0
    assert client.post("/notices/read/")["Location"] == "/notices/"


def test_the_bell_costs_no_statement_and_open_pages_hear_its_number(
    world: worlds.World, django_capture_on_commit_callbacks
):
    client, address = world.client("student"), f"/diary/{world.people['student'].pk}/"
    answer = client.get(address)
    tag = answer["ETag"]
    assert "X-Unread" not in answer
    with CaptureQueriesContext(connection) as before:
        client.get(address, headers={"X-Live": "1", "If-None-Match": tag})
    Account.objects.of(world.id).filter(pk=world.accounts["student"].pk).update(unread=3)
    with CaptureQueriesContext(connection) as after:
        answer = client.get(address, headers={"X-Live": "1"})
    assert answer["X-Unread"] == "3"
    assert len(after) == len(before)
    assert b"data-unread-number>3<" in client.get(address).content


def test_an_order_tells_of_those_with_whom_it_still_does_something(world: worlds.World):
    actor = world.actor("deputy")
    moves = write(world, draft(world, OrderKind.EXPULSION, "student", "classmate"))
    told = []
    for movement in [None, *moves]:
        if movement is not None:
            undo_movement(actor, movement)
        told += [(one.students, one.undone) for one in facts.orders(actor, [moves[0].order_id])]
    assert told == [(2, False), (1, False), (2, True)]


def test_published_results_reach_the_student_and_his_parents_and_tell_no_mark(
    world: worlds.World, django_capture_on_commit_callbacks
):
    course = world.courses["electro"]

    def put(value: str, *, published: bool) -> None:
        row = Put(
            world.people["student"].pk, course.discipline_id, world.term.pk, 3, Level.EXAM, value, published=published
        )
        with django_capture_on_commit_callbacks(execute=True):
            put_results(world.actor("deputy"), [row], uuid4())

    put("2", published=False)
    assert not Notice.objects.of(world.id).exists()
    put("3", published=True)
    put("4", published=True)
    assert {name for name in world.accounts if notices(world, name)} == {"student", "parent"}
    (one,) = notices(world, "parent")  # twice before he looks is one notice
    assert (one.title, one.url) == ("Появились новые итоги", f"/marks/students/{world.people['student'].pk}/")
    assert not any(mark in f"{one.title}{one.items}" for mark in ("«3»", "«4»", "Калугин"))
