"""Who has not filled what is visible at once, within the watcher's reach (1.7, 2.5)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tests import worlds
from tests.journal.views.test_diary import write
from tests.journal.written_day import write_day
from tests.messages import sent
from tests.worlds import TODAY
from zhurnal.journal.models import LessonRecord
from zhurnal.journal.rules.squares import Fill
from zhurnal.oversight.queries.filling import load_filling
from zhurnal.oversight.rules.filling import Standing, is_owed, standing, when_words

NOW = datetime(2026, 11, 24, 10, 42, tzinfo=UTC)
FULL, NOTHING, PART = (Fill.DONE,) * 4, (Fill.NONE,) * 4, (Fill.DONE, Fill.NONE, Fill.NOT_DUE, Fill.NONE)


@pytest.fixture
def world(db, frozen_time):
    found, other = worlds.two_colleges()
    write_day(found)
    write_day(other)
    return found


@pytest.mark.parametrize(
    ("states", "day", "starts", "ends", "found"),
    [
        (FULL, TODAY, time(8, 30), time(10, 5), Standing.DONE),
        (PART, TODAY, time(8, 30), time(10, 5), Standing.BEGUN),
        (NOTHING, TODAY, time(8, 30), time(10, 5), Standing.OVERDUE),
        (NOTHING, TODAY, time(10, 20), time(11, 55), Standing.RUNNING),
        (NOTHING, TODAY, time(12, 10), time(13, 45), Standing.AHEAD),
        (NOTHING, TODAY - timedelta(days=1), time(12, 10), time(13, 45), Standing.OVERDUE),
        (NOTHING, TODAY + timedelta(days=1), time(8, 30), time(10, 5), Standing.AHEAD),
    ],
)
def test_where_a_lesson_stands(states, day, starts, ends, found):
    assert standing(states, day, starts, ends, NOW) is found


def test_owed_when_over_and_incomplete():
    assert is_owed(PART, TODAY, time(10, 5), NOW)
    assert not is_owed(PART, TODAY, time(11, 55), NOW)
    assert not is_owed(FULL, TODAY - timedelta(days=1), time(11, 55), NOW)


def test_days_in_words():
    days = [TODAY, TODAY, date(2026, 11, 23), date(2026, 11, 12), date(2026, 11, 10), date(2026, 11, 10)]
    assert when_words(days, TODAY) == "сегодня 2, пн 1, 12.11, 10.11 2"


def test_bars_by_department(world):
    page = load_filling(world.actor("deputy"), TODAY)
    assert [(bar.name, bar.done, bar.begun, bar.overdue, bar.held) for bar in page.bars] == [
        ("Общеобразовательное", 0, 1, 0, 1), ("Энергетическое", 0, 2, 2, 4),
    ]  # fmt: skip
    assert (page.done, page.held, page.ahead) == (0, 5, 2)


def test_teachers_to_remind_with_days_and_late_records(world):
    page = load_filling(world.actor("deputy"), TODAY)
    assert [(one.name, len(one.lessons), one.when, one.late, one.month) for one in page.debtors] == [
        ("Кравцова-А Ольга Сергеевна", 3, "сегодня 1, пн 1, 17.11", 0, 5),
        ("Жукова-А Алла Борисовна", 1, "сегодня 1", 0, 1),
        ("Лосев-А Павел Ильич", 1, "сегодня 1", 0, 3),
    ]  # fmt: skip
    LessonRecord.objects.of(world.id).filter(lesson=world.lessons["old"]).update(late_entries=3)
    (teacher, *_rest) = load_filling(world.actor("deputy"), TODAY).debtors
    assert teacher.late == 1


def test_cancelled_lessons_owe_nothing(world):
    worlds.add_lesson(world, "cancelled", "electro", "teacher", TODAY - timedelta(days=2), 1, state="cancelled")
    assert len(load_filling(world.actor("deputy"), TODAY).debtors[0].lessons) == 3


@pytest.mark.parametrize(
    ("who", "groups"),
    [
        ("deputy", {"Э-21", "ТЭ-11"}),
        ("director", {"Э-21", "ТЭ-11"}),
        ("department_head", {"Э-21"}),
        ("other_head", {"ТЭ-11"}),
        ("leader", {"Э-21"}),
        ("other_leader", {"ТЭ-11"}),
    ],
)
def test_watchers_see_exactly_their_groups(world, who, groups, frozen_time):
    frozen_time.move_to(datetime(2026, 11, 24, 15, 0, tzinfo=UTC))
    page = load_filling(world.actor(who), TODAY)
    assert {lesson.group for lesson in page.listed} == groups
    assert {lesson.group for debtor in page.debtors for lesson in debtor.lessons} == groups
    client = world.client(who)
    text = client.get("/filling/").content.decode()
    assert {name for name in ("Э-21", "ТЭ-11") if name in text} == groups
    assert "-Б " not in text


def test_others_have_no_such_page(world):
    for who in ("teacher", "student", "parent", "dispatcher", "ivc_head"):
        assert world.client(who).get("/filling/").status_code == 404


def test_unchanged_page_is_304_until_somebody_writes(world, frozen_time):
    client = world.client("deputy")
    tag = client.get("/filling/").headers["ETag"]
    assert client.get("/filling/", headers={"If-None-Match": tag}).status_code == 304

    write(world, "student", "4", slot=1)
    assert client.get("/filling/", headers={"If-None-Match": tag}).status_code == 304  # not drawn twice in ten seconds
    frozen_time.shift(10)
    assert client.get("/filling/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize(("day", "status"), [("2026-11-23", 200), ("2030-01-01", 200), ("2026-02-31", 400), ("x", 400)])
def test_day_of_the_address(world, day, status):
    assert world.client("deputy").get(f"/filling/?day={day}").status_code == status


@pytest.mark.parametrize("students", [1, 30])
def test_page_costs_the_same_whatever_the_size(db, frozen_time, django_assert_num_queries, students):
    world = worlds.make_college("vek", "А", students=students)
    for number in range(students):
        worlds.add_lesson(world, f"more{number}", "module", "other_teacher", TODAY - timedelta(days=number % 9), number % 3 + 1) if number < 3 else None  # fmt: skip
    client = world.client("deputy")
    with django_assert_num_queries(sent(9, 8)):
        client.get("/filling/")
