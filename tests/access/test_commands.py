"""The commands of a journal page: every ``do`` × person × lesson, against a table written by hand (3.6, 3.7, A5.7)."""

import json
from uuid import uuid4

import pytest
from django.db import transaction

from tests.access.conftest import checksum
from tests.access.reaches import COURSES, PEOPLE, STRANGER

PREPARED = ("topic", "homework", "work", "personal_homework")
DOS = ("entry", "roll_call", *PREPARED)
OPEN = dict.fromkeys(("old", "yesterday", "earlier", "now"), "saved")
# Person → course → lesson → what the journal says; a lesson that is not named is «absent» in that course.
TABLE = {
    "teacher": {"electro": {**OPEN, "closed": "closed", "future": "prepared", "substituted": "not_yours"}},
    "substitute": {
        "electro": {**dict.fromkeys((*OPEN, "closed", "future"), "not_yours"), "substituted": "saved"},
    },
    "subgroup_teacher": {"english1": {"english1": "saved"}},
    "other_teacher": {
        "english2": {"english2": "saved"}, "module": {"module": "saved"}, "history": {"history": "saved"},
    },
}  # fmt: skip
ON_LIST = {"electro": "adult", "english1": "student", "english2": "adult", "module": "adult", "history": "sister"}
LESSONS = ("closed", *OPEN, "future", "substituted", "english1", "english2", "module", "history", "foreign", "nothing")


def command(do, lesson, student, **more):
    value = {
        "entry": "о5",
        "roll_call": True,
        "topic": {"text": "Новая тема"},
        "homework": {"text": "§ 9", "due": None},
        "work": {"kind": "control", "title": ""},
        "personal_homework": {"students": [student.hex], "text": "Повторить", "due": None},
    }[do]
    own = {"key": str(uuid4()), "do": do, "lesson": str(lesson), "version": 0, "slot": 0, "value": value}
    return {**own, **({"student": str(student)} if do == "entry" else {}), **more}


def post(client, course, commands):
    return client.post(
        f"/journals/{course}/commands/", json.dumps({"commands": commands}), content_type="application/json"
    )


def said(outcome):
    return outcome["state"] if outcome["state"] in ("saved", "conflict") else outcome.get("code", "")


def verdict(person, course, lesson, do):
    expected = TABLE[person][course].get(lesson, "absent")
    if expected == "prepared":
        return "saved" if do in PREPARED else "future_lesson"
    return expected


@pytest.mark.parametrize("course", COURSES)
@pytest.mark.parametrize("person", TABLE)
@pytest.mark.parametrize("do", DOS)
def test_command_is_written_only_where_it_may_be(colleges, person, course, do):
    one, client = colleges.one, colleges.client("А", person)
    ids, student = colleges.ids("lesson"), one.objects["student"][ON_LIST[course]]
    if course not in TABLE[person]:
        before = checksum()
        assert post(client, one.objects["course"][course], [command(do, ids["now"], student)]).status_code == 404
        assert checksum() == before
        return
    wrong = []
    for lesson in LESSONS:
        version = 0
        with transaction.atomic():
            written = lesson in ("now", "yesterday", "english1", "history") and do in ("topic", "homework")
            version = 1 if written else 0
            response = post(client, one.objects["course"][course], [command(do, ids[lesson], student, version=version)])
            found = said(response.json()["results"][0]) if response.status_code == 200 else response.status_code
            transaction.set_rollback(True)
        if found != verdict(person, course, lesson, do):
            wrong.append(f"{lesson}: {found}, expected {verdict(person, course, lesson, do)}")
    assert wrong == []


@pytest.mark.parametrize("person", [name for name in (STRANGER, *PEOPLE) if name not in TABLE])
def test_nobody_else_writes_a_command(colleges, person):
    client, before = colleges.client("А", person), checksum()
    ids, student = colleges.one.objects, colleges.one.objects["student"]["adult"]
    batch = [command(do, ids["lesson"]["now"], student) for do in DOS]
    answers = {post(client, ids["course"][course], batch).status_code for course in COURSES}
    assert answers == ({401} if person == STRANGER else {404})
    assert checksum() == before


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_of_another_college_writes_a_command(colleges, person):
    client, before = colleges.client("Б", person), checksum()
    ids, student = colleges.one.objects, colleges.one.objects["student"]["adult"]
    batch = [command(do, ids["lesson"]["now"], student) for do in DOS]
    assert {post(client, ids["course"][course], batch).status_code for course in COURSES} == {404}
    assert checksum() == before


@pytest.mark.parametrize(
    ("student", "code"),
    [("student", "saved"), ("adult", "not_listed"), ("left", "not_listed"), ("sister", "not_listed"),
     ("parent", "not_listed"), ("foreign", "not_listed"), ("nothing", "not_listed")],
)  # fmt: skip
@pytest.mark.parametrize("do", ["entry", "personal_homework"])
def test_subgroup_teacher_reaches_only_his_subgroup(colleges, student, code, do):
    client, ids = colleges.client("А", "subgroup_teacher"), colleges.one.objects
    who = {**ids["student"], **{k: v for k, v in colleges.ids("student").items() if k in ("foreign", "nothing")}}[
        student
    ]
    before = checksum()
    with transaction.atomic():
        response = post(client, ids["course"]["english1"], [command(do, ids["lesson"]["english1"], who)])
        assert said(response.json()["results"][0]) == code
        assert (checksum() == before) is (code != "saved")
        transaction.set_rollback(True)


def test_a_topic_of_a_foreign_programme_is_not_taken(colleges):
    client, ids = colleges.client("А", "teacher"), colleges.one.objects
    value = {"text": "Чужая", "programme_topic": colleges.two.world.topics[0].pk.hex}
    with transaction.atomic():
        response = post(client, ids["course"]["electro"], [command("topic", ids["lesson"]["old"], NOBODY, value=value)])
        outcome = response.json()["results"][0]
        transaction.set_rollback(True)
    assert (outcome["state"], outcome["value"]["programme_topic"]) == ("saved", None)


def test_a_task_of_another_lesson_is_not_changed(colleges):
    from zhurnal.journal.models import PersonalHomework

    client, ids = colleges.client("А", "teacher"), colleges.one.objects
    task = PersonalHomework.objects.of(colleges.one.world.id).get().pk
    foreign = PersonalHomework.objects.of(colleges.two.world.id).get().pk
    before = checksum()
    for lesson, id_ in (("old", task), ("now", foreign)):
        sent = command("personal_homework", ids["lesson"][lesson], ids["student"]["student"], id=str(id_), version=1)
        assert said(post(client, ids["course"]["electro"], [sent]).json()["results"][0]) == "no_task"
    assert checksum() == before


def test_a_key_of_another_person_tells_nothing(colleges):
    """A key seen elsewhere neither repeats the other's record nor shows its value."""
    ids, key = colleges.one.objects, str(uuid4())
    first = command("entry", ids["lesson"]["now"], ids["student"]["adult"], key=key)
    second = command("entry", ids["lesson"]["english1"], ids["student"]["student"], key=key)
    with transaction.atomic():
        post(colleges.client("А", "teacher"), ids["course"]["electro"], [first])
        outcome = post(colleges.client("А", "subgroup_teacher"), ids["course"]["english1"], [second]).json()["results"][
            0
        ]
        transaction.set_rollback(True)
    assert (outcome["state"], outcome["code"], outcome["value"]) == ("refused", "foreign_key", None)


@pytest.mark.parametrize(
    "extra", ["college", "author", "author_id", "teacher", "at", "made_at", "changed_at", "is_staff"]
)
def test_fields_that_nobody_asked_for_change_nothing(colleges, extra):
    """The client's claim about who and when does not enter the record (checklist 87)."""
    from zhurnal.kernel.models import Change

    ids, foreign = colleges.one.objects, colleges.two.objects["student"]["teacher"]
    sent = command("entry", ids["lesson"]["now"], ids["student"]["adult"], **{extra: str(foreign)})
    with transaction.atomic():
        post(colleges.client("А", "teacher"), ids["course"]["electro"], [sent])
        change = Change.objects.of(colleges.one.world.id).filter(key=sent["key"]).get()
        transaction.set_rollback(True)
    assert (change.actor_id, change.college_id) == (ids["student"]["teacher"], colleges.one.world.id)


NOBODY = uuid4()
