"""Causes of absence: the leader sets them for days, parents tell them, and every «н» inside is read so (3.5, A6.3–A6.5)."""

import json
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from tests import worlds
from tests.journal.written_day import put, write_day
from tests.worlds import TODAY
from zhurnal.journal.actions.absences import Told, tell_cause
from zhurnal.journal.models import Excuse, StudentFeed
from zhurnal.journal.queries.diary import diary_day, family_of
from zhurnal.kernel import audit
from zhurnal.kernel.models import Change
from zhurnal.oversight.queries.excuses import load_excuses
from zhurnal.oversight.rules.causes import Days, Yielded, yielding

A = UUID(int=1)


@pytest.fixture
def world(db, frozen_time):
    found, other = worlds.two_colleges()
    write_day(found)
    write_day(other)
    return found


def post(world, who, student="student", **fields):
    return world.client(who).post(f"/excuses/{world.people[student].pk}/", fields)


def sign_of_today(world, student="student"):
    actor = world.actor(student)
    page = diary_day(actor, family_of(actor, world.people[student]), TODAY)
    return next(row.absence.value for row in page.day.lessons if row.absence)


def version(world, student="student"):
    return (
        StudentFeed.objects.of(world.id).filter(student=world.people[student]).values_list("version", flat=True).get()
    )


@pytest.mark.parametrize(
    ("since", "until", "left"),
    [
        (10, 12, []),  # apart
        (21, 25, []),
        (14, 15, []),  # inside: begins later, is read
        (14, 25, []),
        (13, 20, [Yielded(A, None)]),  # covers it whole
        (10, 25, [Yielded(A, None)]),
        (10, 15, [Yielded(A, date(2026, 11, 16))]),
        (13, 19, [Yielded(A, date(2026, 11, 20))]),
    ],
)
def test_older_causes_make_room(since, until, left):
    older = [Days(A, date(2026, 11, 13), date(2026, 11, 20))]
    assert yielding(date(2026, 11, since), date(2026, 11, until), older) == left


def test_cause_explains_absences_inside_also_later_ones(world):
    assert sign_of_today(world) == "н"
    before = version(world)
    assert post(world, "leader", since="2026-11-20", until="2026-11-30", kind="б").status_code == 302
    assert (sign_of_today(world), version(world)) == ("нб", before + 1)
    put(world, "student", "module", 0, "н", course="module")
    actor = world.actor("student")
    lessons = diary_day(actor, family_of(actor, world.people["student"]), TODAY).day.lessons
    assert {row.absence.value for row in lessons if row.absence} == {"нб"}
    assert version(world, "classmate") == 0


def test_the_last_set_cause_is_read(world):
    post(world, "leader", since="2026-11-22", until="2026-11-26", kind="б")
    post(world, "leader", since="2026-11-20", until="2026-11-24", kind="н")
    assert sign_of_today(world) == "нн"
    standing = (
        Excuse.objects.of(world.id).filter(state="approved").order_by("since").values_list("since", "until", "kind")
    )
    assert list(standing) == [
        (date(2026, 11, 20), date(2026, 11, 24), "н"), (date(2026, 11, 25), date(2026, 11, 26), "б"),
    ]  # fmt: skip
    post(world, "leader", since="2026-11-01", until="2026-11-30", kind="у")
    assert sign_of_today(world) == "ну"
    changes = Change.objects.of(world.id).filter(chain=world.people["student"].pk).order_by("seq")
    assert [change.action for change in changes] == [
        "oversight.excuse.set", "oversight.excuse.yield", "oversight.excuse.set", "oversight.excuse.yield",
        "oversight.excuse.yield", "oversight.excuse.set",
    ]  # fmt: skip
    assert list(audit.verify(world.id)) == []


def told(world, **more):
    days = {"since": TODAY, "until": TODAY} | more
    return tell_cause(world.actor("parent"), world.people["student"], Told(cause="illness", **days))


def test_leader_accepts_a_message(world):
    message = told(world)
    assert [one.id for one in load_excuses(world.actor("leader")).messages] == [message.pk]
    assert sign_of_today(world) == "н"
    assert post(world, "leader", message=message.pk, decision="accept", kind="у").status_code == 302
    assert sign_of_today(world) == "ну"
    assert load_excuses(world.actor("leader")).messages == []


def test_leader_rejects_a_message(world):
    message = told(world)
    assert post(world, "leader", message=message.pk, decision="reject").status_code == 302
    assert sign_of_today(world) == "н"
    row = Excuse.objects.of(world.id).get(pk=message.pk)
    assert (row.state, row.kind) == ("rejected", "б")
    again = post(world, "leader", message=message.pk, decision="accept")
    assert (again.status_code, "уже ответили" in again.content.decode()) == (403, True)


def test_message_of_another_student_is_absent(world):
    message = told(world)
    assert post(world, "leader", "classmate", message=message.pk, decision="accept").status_code == 404
    assert post(world, "leader", message=uuid4(), decision="accept").status_code == 404
    assert post(world, "leader", message="nonsense", decision="accept").status_code == 400


def test_absentees_are_those_without_a_cause(world):
    put(world, "adult", "old", 0, "н")
    put(world, "adult", "yesterday", 0, "н")
    page = load_excuses(world.actor("leader"))
    assert [(one.name, one.group, one.hours, one.since, one.until) for one in page.absentees] == [
        ("Зимин-А Илья", "Э-21", 4, TODAY - timedelta(days=7), TODAY - timedelta(days=1)),
        ("Калугин-А Степан", "Э-21", 2, TODAY, TODAY),
        ("Удальцов-А Семён", "Э-21", 2, TODAY - timedelta(days=7), TODAY - timedelta(days=7)),
    ]  # fmt: skip
    post(world, "leader", "adult", since="2026-11-10", until="2026-11-24", kind="п")
    assert "Зимин-А Илья" not in [one.name for one in load_excuses(world.actor("leader")).absentees]


@pytest.mark.parametrize(
    ("who", "group"),
    [("leader", "Э-21"), ("department_head", "Э-21"), ("other_leader", "ТЭ-11"), ("other_head", "ТЭ-11")],
)
def test_exactly_the_own_groups(world, who, group):
    page = load_excuses(world.actor(who))
    assert {found for _pk, _name, found in page.students} == {group}
    assert {one.group for one in page.absentees} == {group}
    text = world.client(who).get("/excuses/").content.decode()
    surnames = {"Э-21": "Калугин-А Степан", "ТЭ-11": "Калугина-А Вера"}
    assert {name for name, surname in surnames.items() if surname in text} == {group}


def test_foreign_students_are_absent(world):
    for who, student in (("leader", "sister"), ("other_leader", "student"), ("leader", "left"), ("leader", "teacher")):
        assert post(world, who, student, since="2026-11-20", until="2026-11-20", kind="у").status_code == 404
        assert world.client(who).get(f"/excuses/{world.people[student].pk}/").status_code == 404
    for who in ("teacher", "parent", "student", "deputy"):
        assert post(world, who, since="2026-11-20", until="2026-11-20", kind="у").status_code == 404
    assert not Excuse.objects.of(world.id).exists()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"since": "2026-11-24", "until": "2026-11-20", "kind": "у"}, "Последний день раньше первого."),
        ({"since": "", "until": "2026-11-20", "kind": "у"}, "Заполните это поле."),
        ({"since": "2026-11-20", "until": "2026-11-20", "kind": "диагноз"}, "Такого варианта здесь нет."),
    ],
)
def test_unreadable_cause_is_told(world, fields, words):
    answer = post(world, "leader", **fields)
    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    answer = world.client("leader").post(
        f"/excuses/{world.people['student'].pk}/", fields, content_type="application/json"
    )
    assert (answer.status_code, words in answer.json()["message"]) == (422, True)


def test_page_of_one_student(world):
    post(world, "leader", since="2026-11-20", until="2026-11-21", kind="п", note="приказ № 7")
    text = world.client("leader").get(f"/excuses/{world.people['student'].pk}/").content.decode()
    assert ("приказ № 7" in text, "20.11–21.11" in text) == (True, True)


@pytest.mark.parametrize("students", [1, 30])
def test_page_costs_the_same(db, frozen_time, django_assert_num_queries, students):
    world = worlds.make_college("vek", "А", students=students)
    for number in range(students):
        put(world, f"student{number}", "now", 0, "н")
    client = world.client("leader")
    with django_assert_num_queries(5):
        client.get("/excuses/")


@pytest.mark.parametrize("bad", [{"since": 5}, {"since": "\ud83d"}, {"kind": ["б"]}, {"note": {"a": 1}}])
def test_json_of_other_types_is_answered_not_broken(world, bad):
    fields = {"since": "2026-11-20", "until": "2026-11-24", "kind": "у", "note": "справка"} | bad
    address = f"/excuses/{world.people['student'].pk}/"
    client = world.client("leader")
    client.raise_request_exception = False
    answer = client.post(address, json.dumps(fields), content_type="application/json")
    assert answer.status_code in (200, 201, 302, 303, 400, 422)


def test_a_second_cause_of_the_same_kind_for_the_same_days_is_not_dropped(world):
    parent, student = world.actor("parent"), world.people["student"]
    before = Excuse.objects.of(world.id).count()
    for cause, comment in (("family", ""), ("service", "Повестка"), ("service", "Повестка")):
        tell_cause(parent, student, Told(TODAY, TODAY, cause, comment))
    assert Excuse.objects.of(world.id).count() == before + 2
