"""The teacher's day: his lessons and nobody else's, what is missing, what comes next, in a constant number of statements."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import CourseTeacher, ProgrammeTopic
from zhurnal.grading.models import WorkKind
from zhurnal.journal.models import Entry, Excuse, LessonRecord, OpenRequest, Work
from zhurnal.journal.queries.today import load_day
from zhurnal.journal.queries.unfilled import load_unfilled
from zhurnal.journal.rules.phase import Phase
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

TODAY = worlds.TODAY
NOW = datetime(2026, 11, 24, 7, 42, tzinfo=UTC)


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def record(world, key, *, topic="Тема", homework="§ 1", roll=True, at=NOW, programme_topic=None):
    lesson = world.lessons[key]
    return LessonRecord.objects.create(
        college=world.college, lesson=lesson, course_id=lesson.course_id, topic=topic, homework=homework,
        roll_called_at=at if roll else None, recorded_at=at, programme_topic=programme_topic,
    )  # fmt: skip


def mark(world, key, student, value="4", slot=1):
    lesson = world.lessons[key]
    Entry.objects.create(
        college=world.college, course_id=lesson.course_id, lesson=lesson, student=world.people[student],
        slot=slot, value=value, changed_at=NOW,
    )  # fmt: skip


def day_of(world, who="teacher", day=TODAY, **more):
    return load_day(world.actor(who, **more), day)


def test_day_holds_own_lessons_in_order_with_the_running_one(world):
    record(world, "earlier")
    day = day_of(world)
    assert [(lesson.id, lesson.phase, lesson.main, lesson.step) for lesson in day.lessons] == [
        (world.lessons["earlier"].id, Phase.PAST, False, "Открыть"),
        (world.lessons["now"].id, Phase.RUNNING, True, "Начать занятие"),
    ]
    assert day.lessons[1].note == "идёт, осталось 73 мин"
    assert (day.held, day.hours, day.week_number) == (2, 4, 13)


def test_substituted_lesson_belongs_to_the_substitute(world):
    lesson = day_of(world, "substitute").lessons[0]
    assert (lesson.id, lesson.reason, lesson.group) == (world.lessons["substituted"].id, "больничный", "Э-21")
    assert lesson.instead_of == "О.\u00a0С.\u00a0Кравцову-А"
    assert world.lessons["substituted"].id not in {lesson.id for lesson in day_of(world).lessons}


def test_manual_and_foreign_lessons_are_told_apart(world):
    manual = worlds.add_lesson(world, "manual", "electro", "teacher", TODAY + timedelta(days=1), 3, origin="manual")
    foreign = worlds.make_college("pml", "Б")
    assert [lesson.id for lesson in day_of(world, day=manual.date).lessons] == [manual.id]
    shown = {lesson.id for lesson in day_of(world).lessons}
    assert shown == {world.lessons["earlier"].id, world.lessons["now"].id}
    assert {lesson.id for lesson in day_of(foreign).lessons} & shown == set()


def test_former_teacher_sees_no_lessons(world):
    assert day_of(world, "ex_teacher").lessons == ()


def test_first_lesson_is_next_before_the_day_begins(world):
    day = day_of(world, now=datetime(2026, 11, 24, 5, 5, tzinfo=UTC))  # 08:05 in the college
    assert [(lesson.phase, lesson.main, lesson.note) for lesson in day.lessons] == [
        (Phase.NEXT, True, "через 25 мин"), (Phase.LATER, False, ""),
    ]  # fmt: skip


def test_a_lesson_recorded_before_its_bell_offers_no_preparation(world):
    early = datetime(2026, 11, 24, 5, 5, tzinfo=UTC)  # 08:05 in the college: both lessons are still to come
    record(world, "earlier", homework="")
    record(world, "now", roll=False)
    begun, prepared = day_of(world, now=early).lessons
    assert (begun.step, begun.is_ahead, begun.main) == ("Продолжить занятие", False, True)
    assert (prepared.step, prepared.is_ahead, prepared.folded) == ("Подготовить", True, False)
    assert "Задание ещё не записано" in [part.missing for part in begun.parts]


def test_a_lesson_complete_before_its_bell_is_one_line_and_no_next_step(world):
    record(world, "earlier")
    lesson = day_of(world, now=datetime(2026, 11, 24, 5, 5, tzinfo=UTC)).lessons[0]
    assert (lesson.step, lesson.phase, lesson.folded, lesson.main) == ("Открыть", Phase.NEXT, True, False)


def test_cancelled_lesson_stands_but_does_not_count(world):
    Lesson.objects.of(world.id).filter(pk=world.lessons["now"].pk).update(state="cancelled")
    day = day_of(world)
    assert (day.lessons[1].phase, day.held, day.hours) == (Phase.CANCELLED, 1, 2)
    assert {item.date: item.squares for item in day.week}[TODAY] == ((0, 0), (3, 0))


def test_past_lesson_offers_exactly_what_is_missing(world):
    record(world, "earlier", homework="")
    lesson = day_of(world).lessons[0]
    assert (lesson.step, lesson.place, lesson.folded) == ("Записать задание", "homework", False)


def test_topics_are_offered_in_order_after_the_last_one_used(world):
    record(world, "yesterday", programme_topic=world.topics[1], topic=world.topics[1].title)
    for key in ("closed", "old"):
        record(world, key)
    day = day_of(world)
    assert [lesson.topic for lesson in day.lessons] == [world.topics[2].title, world.topics[3].title]
    ahead = day.next_day
    assert [(item.topic, item.topic_state) for item in ahead.lessons] == [(world.topics[4].title, "тема из плана")]
    assert (ahead.date, ahead.hours) == (date(2026, 11, 26), 2)


def test_topics_prepared_ahead_do_not_shift_the_offer_of_today(world):
    record(world, "yesterday", programme_topic=world.topics[1], topic=world.topics[1].title)
    record(world, "future", programme_topic=world.topics[5], topic=world.topics[5].title)
    assert [lesson.topic for lesson in day_of(world).lessons] == [world.topics[2].title, world.topics[3].title]


def test_used_up_programme_offers_nothing(world):
    for topic, key in zip(world.topics, ("closed", "old", "yesterday"), strict=False):
        record(world, key, programme_topic=topic, topic=topic.title)
    ProgrammeTopic.objects.of(world.id).filter(number__gt=3).delete()
    assert [lesson.topic for lesson in day_of(world).lessons] == ["", ""]
    assert [item.topic_state for item in day_of(world).next_day.lessons] == ["без темы"]


def test_leader_documents_are_counted_before_the_roll_call(world):
    Excuse.objects.create(college=world.college, student=world.people["student"], since=TODAY, until=TODAY, kind="б")
    Excuse.objects.create(
        college=world.college, student=world.people["adult"], since=TODAY, until=TODAY, kind="б", state="open"
    )
    record(world, "earlier")
    past, running = day_of(world).lessons
    assert [part.fact for part in past.parts if part.name == "Явка"] == ["10 из 10"]
    assert [part.fact for part in running.parts if part.name == "Явка"] == ["ещё нет"]
    early = day_of(world, now=datetime(2026, 11, 24, 5, 5, tzinfo=UTC)).lessons[1]
    assert [part.fact for part in early.parts if part.name == "Явка"] == ["1 уже отмечен куратором"]


def test_week_shows_a_square_for_each_lesson_with_late_records(world):
    record(world, "yesterday")
    day = day_of(world)
    squares = {item.date: item.squares for item in day.week}
    assert list(squares) == [date(2026, 11, 23) + timedelta(days=n) for n in range(6)]
    assert squares[date(2026, 11, 23)] == ((2, 1),)
    assert squares[TODAY] == ((0, 0), (0, 0))
    assert [item.date for item in day.week if item.current] == [TODAY]


def test_sunday_is_in_the_week_only_with_lessons(world):
    worlds.add_lesson(world, "sunday", "electro", "teacher", date(2026, 11, 29))
    assert len(day_of(world).week) == 7
    assert day_of(world, day=date(2026, 11, 28)).following == date(2026, 11, 29)


def test_day_switch_passes_over_an_empty_sunday(world):
    saturday = day_of(world, day=date(2026, 11, 28))
    assert (saturday.previous, saturday.following) == (date(2026, 11, 27), date(2026, 11, 30))


def test_empty_day_names_the_next_lesson(world):
    day = day_of(world, day=date(2026, 11, 25))
    assert (day.lessons, day.next_lesson.id) == ((), world.lessons["future"].id)
    worlds.add_lesson(world, "far", "electro", "teacher", date(2026, 12, 21))
    far = day_of(world, day=date(2026, 12, 7))
    assert (far.next_lesson.id, far.week_number) == (world.lessons["far"].id, 0)
    assert day_of(world, day=date(2026, 12, 25)).next_lesson is None


def test_unfilled_lessons_stand_by_age_and_closed_ones_ask(world):
    record(world, "old", homework="")
    OpenRequest.objects.create(
        college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"],
        teacher=world.people["teacher"], reason="болел", asked_at=NOW,
    )  # fmt: skip
    found = load_unfilled(world.actor("teacher"))
    assert [(item.id, item.step, item.closed_on, item.asked) for item in found] == [
        (world.lessons["yesterday"].id, "Заполнить", None, ""),
        (world.lessons["old"].id, "Записать задание", None, ""),
        (world.lessons["closed"].id, "Заполнить", date(2026, 11, 12), "open"),
    ]
    assert day_of(world).unfilled == found


def test_opened_lesson_tells_until_when(world):
    until = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)
    OpenRequest.objects.create(
        college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"], open_until=until,
        teacher=world.people["teacher"], reason="болел", asked_at=NOW, state="approved",
    )  # fmt: skip
    last = load_unfilled(world.actor("teacher"))[-1]
    assert (last.id, last.closed_on, last.open_until) == (world.lessons["closed"].id, None, until)


def test_what_a_remark_opened_is_told_as_that_place_alone(world):
    until, more = datetime(2026, 11, 27, 20, 59, tzinfo=UTC), {"teacher": world.people["teacher"], "state": "approved"}
    OpenRequest.objects.create(
        college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"], open_until=until,
        reason="Замечание № 1", asked_at=NOW, places="homework", remark=uuid4(), **more,
    )  # fmt: skip
    last = load_unfilled(world.actor("teacher"))[-1]
    assert (last.id, last.closed_on, last.open_until, last.opened) == (
        world.lessons["closed"].id,
        None,
        until,
        "задание",
    )
    assert (last.step, last.place) == ("Записать задание", "homework")
    record(world, "closed", topic="")
    last = load_unfilled(world.actor("teacher"))[-1]  # what is missing now stands elsewhere
    assert (last.closed_on, last.open_until, last.asked) == (date(2026, 11, 12), None, "")


def test_filled_lessons_are_not_debts(world):
    for key in ("closed", "old", "yesterday"):
        record(world, key)
    assert load_unfilled(world.actor("teacher")) == ()


def test_those_without_marks_for_five_lessons_are_named(world):
    kind = WorkKind.objects.of(world.id).get(code="oral")
    for number in range(4):
        worlds.add_lesson(
            world, f"september{number}", "electro", "teacher", date(2026, 9, 2) + timedelta(days=number), 3
        )
    for key in ("closed", "september3", "yesterday"):
        lesson = world.lessons[key]
        Work.objects.create(college=world.college, lesson=lesson, course_id=lesson.course_id, slot=1, kind=kind)
    for name in ("classmate", "adult", *(f"student{number}" for number in range(6))):
        mark(world, "yesterday", name)
    mark(world, "september3", "student", "3")
    (group,) = day_of(world).unasked or [None]
    assert group is None or group.since
    for number in range(4):
        worlds.add_lesson(
            world, f"october{number}", "electro", "teacher", date(2026, 10, 5) + timedelta(days=number), 3
        )
    (group,) = day_of(world).unasked
    assert [(item.since, item.surnames) for item in group.since] == [(date(2026, 9, 5), ("Калугин-А",))]
    assert (group.group, group.more) == ("Э-21", 0)


def test_day_costs_the_same_for_one_and_thirty_students():
    counts = []
    for code, students in (("vek", 1), ("pml", 30)):
        world = worlds.make_college(code, "А", students=students)
        for number in range(students):
            worlds.add_lesson(world, f"m{number}", "electro", "teacher", date(2026, 9, 2) + timedelta(days=number), 3)
        record(world, "yesterday")
        mark(world, "yesterday", "student")
        client = world.client("teacher")
        with CaptureQueriesContext(connection) as done:
            assert client.get("/today/").status_code == 200
        counts.append(len(done))
    assert counts[0] == counts[1] <= 10


def test_course_of_two_teachers_is_in_both_days(world):
    CourseTeacher.objects.create(
        college=world.college, course=world.courses["electro"], teacher=world.people["other_teacher"],
        since=worlds.SEPTEMBER,
    )  # fmt: skip
    assert world.lessons["now"].id in {lesson.id for lesson in day_of(world, "other_teacher").lessons}
