"""What others get changes nothing that a student or a parent is answered, to the byte (2.7, 2.8; reliability T2)."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import tiers
from tests.access.conftest import masked
from tests.worlds import TODAY
from zhurnal.curriculum.models import Membership
from zhurnal.exchange.models import ImportRun
from zhurnal.journal.models import Excuse
from zhurnal.kernel.kept import bodies
from zhurnal.people.models import Person

WATCHED = ("student", "parent", "adult")
OTHERS = ("classmate", "newcomer", "student0", "student1", "student2", "student4")
TEACHERS = {
    "electro": "teacher",
    "english1": "subgroup_teacher",
    "english2": "other_teacher",
    "history": "other_teacher",
}
LESSONS = {"electro": ("now", "earlier", "yesterday", "old"), "english1": ("english1",), "english2": ("english2",),
           "history": ("history",)}  # fmt: skip


def answers(colleges):
    """Every answer that the watched people get, headers that depend on data included."""
    bodies.clear()  # the pages kept in memory may not stand in for the data
    found = {}
    for person in WATCHED:
        client, children = colleges.client("А", person), {"parent": "student"}
        own = colleges.one.objects["student"][children.get(person, person)]
        for address in (
            f"/diary/{own}/", f"/diary/{own}/?day=2026-11-23", f"/diary/{own}/week/", f"/diary/{own}/marks/", "/timetable/",
            f"/registers/own/{own}/", f"/practice/{own}/own/", f"/results/own/{own}/",
            f"/forecast/students/{own}/", f"/marks/students/{own}/", f"/statements/own/{own}/",
            "/diary/", "/", f"/journals/{colleges.one.objects['course']['electro']}/",
            f"/diary/{colleges.one.objects['student']['classmate']}/",
        ):  # fmt: skip
            response = client.get(address)
            found[person, address] = (response.status_code, response.headers.get("ETag"), masked(response))
    return found


def send(colleges, course, commands):
    """Commands of a course's teacher."""
    place = colleges.one.objects["course"][course]
    client = colleges.client("А", TEACHERS[course])
    batch = [{"key": str(uuid4()), "version": 0, **command} for command in commands]
    return client.post(f"/journals/{place}/commands/", json.dumps({"commands": batch}), content_type="application/json")


def entry(colleges, lesson, student, slot, value, version=0):
    ids = colleges.one.objects
    return {"do": "entry", "lesson": ids["lesson"][lesson].hex, "student": ids["student"][student].hex, "slot": slot,
            "value": value, "version": version, "reason": "проверка"}  # fmt: skip


marks = st.tuples(
    st.just("mark"), st.sampled_from([(course, lesson) for course, names in LESSONS.items() for lesson in names]), st.sampled_from(OTHERS),
    st.sampled_from(["5", "4", "3", "2", "зач", "незач", "осв", ""]), st.sampled_from([0, 1]),
)  # fmt: skip
absences = st.tuples(
    st.just("absence"), st.sampled_from([("electro", n) for n in LESSONS["electro"]]), st.sampled_from(OTHERS),
    st.sampled_from(["н", "о5", "о90", "осв"]),
)  # fmt: skip
tasks = st.tuples(st.just("task"), st.sampled_from(OTHERS), st.text(alphabet="абвгд ", min_size=1, max_size=20))
causes = st.tuples(st.just("cause"), st.sampled_from(OTHERS), st.sampled_from("убпн"), st.integers(0, 20))
moves = st.tuples(st.just("left"), st.sampled_from(OTHERS))
names = st.tuples(st.just("name"), st.sampled_from(OTHERS), st.text(alphabet="абвгд", min_size=1, max_size=8))
foreign = st.tuples(st.just("foreign"), st.sampled_from(["5", "2", "н"]))
imports = st.tuples(st.just("import"), st.text(alphabet="абвгд", min_size=1, max_size=8))
worlds_of_others = st.lists(
    st.one_of(marks, absences, tasks, causes, moves, names, foreign, imports), min_size=1, max_size=8
)


def happen(colleges, event):
    """One change of somebody else's data."""
    one, what = colleges.one, event[0]
    student = (
        one.world.people[event[2 if what in ("mark", "absence") else 1]] if what not in ("foreign", "import") else None
    )
    if what == "mark":
        (course, lesson), value, version = event[1], event[3], event[4]
        send(colleges, course, [entry(colleges, lesson, event[2], 1, value, version)])
    elif what == "absence":
        send(colleges, event[1][0], [entry(colleges, event[1][1], event[2], 0, event[3])])
    elif what == "task":
        value = {"students": [student.pk.hex], "text": event[2], "due": None}
        send(
            colleges,
            "electro",
            [{"do": "personal_homework", "lesson": one.objects["lesson"]["now"].hex, "value": value}],
        )
    elif what == "cause":
        since = TODAY - timedelta(days=event[3])
        Excuse.objects.create(college=one.world.college, student=student, since=since, until=TODAY, kind=event[2])
    elif what == "left":
        Membership.objects.of(one.world.id).filter(student=student).update(left=date(2026, 11, 20), note="выбыл")
    elif what == "name":
        Person.objects.of(one.world.id).filter(pk=student.pk).update(surname=event[2], given=event[2])
    elif what == "foreign":
        two, slot = colleges.two, 0 if event[1] == "н" else 1
        place = two.objects["course"]["electro"]
        command = {"key": str(uuid4()), "do": "entry", "lesson": two.objects["lesson"]["now"].hex, "version": 0,
                   "student": two.objects["student"]["newcomer"].hex, "slot": slot, "value": event[1]}  # fmt: skip
        client = colleges.client("Б", "teacher")
        client.post(
            f"/journals/{place}/commands/", json.dumps({"commands": [command]}), content_type="application/json"
        )
    else:
        ImportRun.objects.of(one.world.id).update(title=event[1])


@pytest.mark.once
@settings(
    max_examples=tiers.WORLDS.now,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(events=worlds_of_others)
def test_changes_of_others_change_nothing_here(colleges, events):
    with transaction.atomic():
        before = answers(colleges)
        for event in events:
            happen(colleges, event)
        after = answers(colleges)
        transaction.set_rollback(True)
    assert {key for key in before if before[key] != after[key]} == set()


@pytest.mark.parametrize(
    ("student", "changed"), [("student", {"student", "parent"}), ("adult", {"adult"}), ("classmate", set())]
)
def test_a_change_of_ones_own_is_seen_by_the_same_comparison(colleges, student, changed):
    """Negative control: the comparison is not blind."""
    with transaction.atomic():
        before = answers(colleges)
        response = send(colleges, "electro", [entry(colleges, "now", student, 1, "2", version=1)])
        assert response.json()["results"][0]["state"] == "saved"
        after = answers(colleges)
        transaction.set_rollback(True)
    assert {person for person, address in before if before[person, address] != after[person, address]} == changed


def test_something_common_is_seen_by_the_same_comparison(colleges):
    """Negative control: were a group's average shown, a classmate's mark would be seen; so is common homework."""
    with transaction.atomic():
        before = answers(colleges)
        value = {"text": "§ 99", "due": None}
        lesson = colleges.one.objects["lesson"]["now"].hex
        outcome = send(colleges, "electro", [{"do": "homework", "lesson": lesson, "version": 1, "value": value}])
        assert outcome.json()["results"][0]["state"] == "saved"
        after = answers(colleges)
        transaction.set_rollback(True)
    assert {person for person, address in before if before[person, address] != after[person, address]} == set(WATCHED)
