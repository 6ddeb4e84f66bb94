"""Requests to open a closed lesson: asked, decided once, with a trace; nobody edits marks by deciding (A3.7, 3.3)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.journal.actions.record import record
from zhurnal.journal.actions.requests import ask_to_open
from zhurnal.journal.models import OpenRequest
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel import audit
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import Change
from zhurnal.oversight.actions.requests import Decision, decide_request
from zhurnal.oversight.queries.requests import requests_of

REASON = "Болел, записи остались на бумаге"
EVENING = datetime(2026, 11, 25, 15, 0, tzinfo=UTC)  # 18:00 in Moscow


@pytest.fixture
def world(db, frozen_time):
    return worlds.make_college("vek", "А", students=1)


@pytest.fixture
def asked(world):
    return ask_to_open(world.actor("teacher"), world.lessons["closed"], REASON)


def post(world, who, asked, **fields):
    return world.client(who).post(f"/requests/{asked.pk}/decide/", fields)


def write_topic(world):
    command = Command(uuid4(), "topic", world.lessons["closed"].pk, 0, {"text": "Закон Ома"})
    return record(world.actor("teacher"), world.courses["electro"], [command])[0][0]


def test_approved_lesson_is_open_until_the_moment(world, asked, frozen_time):
    assert write_topic(world).code == "closed"
    page = world.client("deputy").get("/requests/")
    assert 'value="2026-11-25T18:00"' in page.content.decode()  # by the college's clock
    assert post(world, "deputy", asked, decision="approve").status_code == 302
    assert "открыто до 25.11, 18:00" in world.client("teacher").get("/requests/").content.decode()
    row = OpenRequest.objects.of(world.id).get(pk=asked.pk)
    assert (row.state, row.open_until, row.decided_by_id) == ("approved", EVENING, world.people["deputy"].pk)
    frozen_time.move_to(EVENING + timedelta(minutes=1))
    assert write_topic(world).code == "closed"
    frozen_time.move_to(EVENING - timedelta(minutes=1))
    assert write_topic(world).state == "saved"


def test_rejection_needs_an_answer_and_keeps_the_lesson_closed(world, asked):
    answer = post(world, "department_head", asked, decision="reject", answer="")
    assert (answer.status_code, "Напишите преподавателю" in answer.content.decode()) == (400, True)
    assert post(world, "department_head", asked, decision="reject", answer="Сначала отчёт").status_code == 302
    assert write_topic(world).code == "closed"
    ((_waiting), (decided,)) = requests_of(world.actor("teacher"))
    assert (decided.is_approved, decided.answer) == (False, "Сначала отчёт")


def test_decision_is_taken_once(world, asked):
    post(world, "deputy", asked, decision="approve")
    again = post(world, "deputy_practice", asked, decision="reject", answer="поздно")
    assert (again.status_code, "уже принято" in again.content.decode()) == (403, True)
    stale = OpenRequest(
        pk=asked.pk, college_id=world.id, lesson_id=asked.lesson_id, course_id=asked.course_id, state="open"
    )
    with pytest.raises(Refused):
        decide_request(world.actor("deputy"), stale, Decision(approve=False, answer="поздно"))


@pytest.mark.parametrize(
    ("until", "words"),
    [
        ("2026-11-24T09:00", "уже прошло"),
        ("2026-12-24T09:00", "не дольше чем на 14 дней"),
        ("когда-нибудь", "не разобрать"),
    ],
)
def test_impossible_moment_is_told(world, asked, until, words):
    answer = post(world, "deputy", asked, decision="approve", open_until=until)
    assert (answer.status_code, words in answer.content.decode()) == (400, True)
    assert OpenRequest.objects.of(world.id).get(pk=asked.pk).state == "open"


def test_decision_stands_in_the_record_of_the_page(world, asked):
    post(world, "deputy", asked, decision="approve", open_until="2026-11-26T12:00", answer="до четверга")
    change = Change.objects.of(world.id).filter(chain=world.courses["electro"].pk).order_by("-seq").first()
    assert (change.action, change.before, change.after, change.reason, change.actor_name) == (
        "oversight.request.decide", "asked", {"state": "approved", "until": "2026-11-26T09:00+00:00"}, "до четверга",
        world.people["deputy"].short,
    )  # fmt: skip
    assert list(audit.verify(world.id)) == []


def test_who_sees_and_decides_what(world, asked):
    other = ask_to_open(
        world.actor("other_teacher"),
        worlds.add_lesson(world, "history_closed", "history", "other_teacher", worlds.TODAY - timedelta(days=20)),
        REASON,
    )
    expected = {
        "deputy": ({asked.pk, other.pk}, {asked.pk, other.pk}),
        "deputy_practice": ({asked.pk, other.pk}, {asked.pk, other.pk}),
        "department_head": ({asked.pk}, {asked.pk}),
        "other_head": ({other.pk}, {other.pk}),
        "teacher": ({asked.pk}, set()),
        "other_teacher": ({other.pk}, set()),
        "subgroup_teacher": (set(), set()),
    }
    found = {}
    for who in expected:
        waiting, _decided = requests_of(world.actor(who))
        found[who] = ({one.id for one in waiting}, {one.id for one in waiting if one.decides})
        text = world.client(who).get("/requests/").content.decode()
        assert ("Открыть занятие" in text) is bool(found[who][1])
    assert found == expected
    for who in ("teacher", "other_head", "leader", "director", "administrator", "student"):
        assert post(world, who, asked, decision="approve").status_code == 404


def test_program_is_answered_in_json(world, asked):
    answer = world.client("deputy").post(
        f"/requests/{asked.pk}/decide/", {"decision": "approve"}, content_type="application/json"
    )
    assert (answer.status_code, answer.json()) == (200, {"state": "approve"})
    for body in ("[]", "{", '"text"'):
        bad = world.client("deputy").post(f"/requests/{asked.pk}/decide/", body, content_type="application/json")
        assert bad.status_code in (400, 403)


@pytest.mark.parametrize("count", [1, 30])
def test_page_costs_the_same(world, django_assert_num_queries, count):
    for number in range(count):
        OpenRequest.objects.create(
            college=world.college, lesson=world.lessons["closed"], course=world.courses["electro"],
            teacher=world.people["teacher"], reason=REASON, asked_at=worlds.RECORDED, state="open" if number else "approved",
            open_until=worlds.RECORDED,
        )  # fmt: skip
    client = world.client("deputy")
    with django_assert_num_queries(4):
        client.get("/requests/")
