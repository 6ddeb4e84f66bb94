"""The week's timetable: whose may be looked at, and that changes are marked."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import worlds
from zhurnal.curriculum.models import Membership, SubgroupMembership
from zhurnal.journal.queries.timetable import load_week
from zhurnal.journal.queries.timetable_subjects import subjects_of
from zhurnal.timetable.models import Lesson

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen_time")]

TODAY = worlds.TODAY


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def week_of(world, who, key="", day=TODAY):
    return load_week(world.actor(who), day, key)


def keys_of(world, week):
    names = {lesson.id: key for key, lesson in world.lessons.items()}
    return [names[lesson.id] for day in week.days for lesson in day.lessons]


@pytest.mark.parametrize(
    ("who", "subjects"),
    [
        ("teacher", ["Моё"]),
        ("student", ["Моё"]),
        ("parent", ["Вера", "Степан"]),
        ("adults_parent", []),
        ("ex_parent", []),
        ("leader", ["Э-21"]),
        ("other_leader", ["ТЭ-11"]),
    ],
)
def test_each_may_choose_his_own_timetables(world, who, subjects):
    worlds.make_college("pml", "Б")
    assert [subject.title for subject in subjects_of(world.actor(who))] == subjects


def test_dispatcher_chooses_any_group_or_teacher(world):
    worlds.make_college("pml", "Б")
    subjects = subjects_of(world.actor("dispatcher"))
    assert [subject.title for subject in subjects if subject.kind == "group"] == ["ТЭ-11", "Э-21"]
    assert [subject.title for subject in subjects if subject.kind == "teacher"] == [
        "Вяткин-А Игорь", "Жукова-А Алла", "Кравцова-А Ольга", "Лосев-А Павел", "Тишин-А Андрей",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("teacher", ["yesterday", "earlier", "now", "future"]),
        ("substitute", ["substituted"]),
        ("student", ["yesterday", "earlier", "english1", "now", "substituted", "module", "future"]),
        ("classmate", ["yesterday", "earlier", "english1", "now", "substituted", "module", "future"]),
        ("leader", ["yesterday", "earlier", "english1", "english2", "now", "substituted", "module", "future"]),
        ("other_leader", ["history"]),
    ],
)
def test_week_holds_the_lessons_of_its_subject(world, who, keys):
    worlds.make_college("pml", "Б")
    assert sorted(keys_of(world, week_of(world, who))) == sorted(keys)


def test_subgroups_part_the_students(world):
    SubgroupMembership.objects.of(world.id).filter(student=world.people["student"]).update(
        subgroup=world.subgroups["2"].id
    )
    shown = keys_of(world, week_of(world, "student"))
    assert ("english1" in shown, "english2" in shown) == (False, True)


def test_lessons_after_leaving_a_group_are_not_the_students(world):
    Membership.objects.of(world.id).filter(student=world.people["student"]).update(left=TODAY)
    assert keys_of(world, week_of(world, "student")) == ["yesterday"]


def test_parent_sees_the_chosen_child_only(world):
    sister, son = subjects_of(world.actor("parent"))
    assert keys_of(world, week_of(world, "parent", sister.key)) == ["history"]
    assert "now" in keys_of(world, week_of(world, "parent", son.key))


def test_foreign_key_gives_ones_own_timetable(world):
    other = subjects_of(world.actor("leader"))[0].key
    assert week_of(world, "other_leader", other).subject.title == "ТЭ-11"
    assert week_of(world, "teacher", "нечто").subject.mine


def test_changes_are_marked(world):
    Lesson.objects.of(world.id).filter(pk=world.lessons["now"].pk).update(state="cancelled")
    worlds.add_lesson(world, "manual", "electro", "teacher", date(2026, 11, 27), origin="manual")
    week = week_of(world, "leader")
    changes = {lesson.id: (lesson.change, lesson.note) for day in week.days for lesson in day.lessons if lesson.change}
    assert changes == {
        world.lessons["now"].id: ("отменено", ""),
        world.lessons["substituted"].id: ("замена", "за О.\u00a0С.\u00a0Кравцову-А"),
        world.lessons["manual"].id: ("вне расписания", ""),
    }
    assert (week.changes, week.hours) == (3, 16)


def test_squares_are_told_to_the_teacher_for_what_has_come(world):
    told = {lesson.id: lesson.states is not None for day in week_of(world, "teacher").days for lesson in day.lessons}
    assert told == {
        world.lessons["yesterday"].id: True, world.lessons["earlier"].id: True, world.lessons["now"].id: True,
        world.lessons["future"].id: False,
    }  # fmt: skip
    assert all(lesson.states is None for day in week_of(world, "leader").days for lesson in day.lessons)


def test_week_is_monday_to_saturday_and_knows_its_number(world):
    week = week_of(world, "teacher")
    assert [day.date.isoformat() for day in week.days] == [f"2026-11-{number}" for number in range(23, 29)]
    assert (week.week_number, week.span, week.previous, week.following) == (
        13, "23–28 ноября", date(2026, 11, 16), date(2026, 11, 30),
    )  # fmt: skip
    worlds.add_lesson(world, "sunday", "electro", "teacher", date(2026, 11, 29))
    assert len(week_of(world, "teacher").days) == 7


def test_parent_without_children_in_sight_gets_an_empty_week(world):
    week = week_of(world, "ex_parent")
    assert (week.subject, keys_of(world, week), week.week_number) == (None, [], 0)


@pytest.mark.parametrize("who", ["teacher", "student", "parent", "leader", "dispatcher"])
def test_week_costs_the_same_for_one_and_thirty_students(who):
    counts = []
    for code, many in (("vek", 1), ("pml", 30)):
        world = worlds.make_college(code, "А", students=many)
        for number in range(many):
            day = date(2026, 11, 23) + timedelta(days=number % 3)
            worlds.add_lesson(world, f"m{number}", "electro", "teacher", day, 3) if number < 1 else None
        client = world.client(who)
        with CaptureQueriesContext(connection) as done:
            assert client.get("/timetable/").status_code == 200
        counts.append(len(done))
    assert counts[0] == counts[1] <= 8
