"""Bad input gets a sentence, nothing is lost, nothing is half-written (issue of the main job: «Bad input»)."""

import json
import logging
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.journal.models import Entry, Work
from zhurnal.kernel.models import Change

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def send(world, body, who="teacher", **more):
    text = body if isinstance(body, (str, bytes)) else json.dumps(body)
    address = f"/journals/{world.courses['electro'].id}/commands/"
    return world.client(who).post(address, text, content_type="application/json", **more)


def entry(world, value="4", **more):
    command = {
        "key": str(uuid4()), "do": "entry", "lesson": world.lessons["now"].id.hex,
        "student": world.people["student"].id.hex, "slot": 1, "version": 0, "value": value,
    }  # fmt: skip
    return command | more


def work(world):
    return {"key": str(uuid4()), "do": "work", "lesson": world.lessons["now"].id.hex, "slot": 0, "version": 0,
            "value": {"kind": "oral", "title": ""}}  # fmt: skip


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("x" * 10_000_000, 413),
        ("{", 400),
        ("[" * 100_000, 400),
        ("null", 400),
        ('{"commands": {}}', 400),
        ('{"commands": []}', 400),
        (json.dumps({"commands": [{}] * 201}), 400),
        (b"\xff\xfe\x00", 400),
    ],
    ids=["10 MB", "cut", "deep", "null", "no list", "empty", "too many", "not utf-8"],
)
def test_unreadable_body_is_answered_and_writes_nothing(world, body, status):
    before = Change.objects.of(world.id).count()
    answer = send(world, body)
    assert answer.status_code == status
    assert answer.json()["message"].endswith(".")
    assert Change.objects.of(world.id).count() == before


def test_one_bad_command_does_not_hold_back_the_others(world):
    bad = [None, 7, {}, entry(world, value=["5"]), entry(world, value="5" * 10_000), entry(world, slot=True),
           entry(world, version="1"), entry(world, student="нет"), entry(world, lesson=str(uuid4()))]  # fmt: skip
    answer = send(world, {"commands": [work(world), *bad, entry(world)]}).json()
    states = [result["state"] for result in answer["results"]]
    assert states == ["saved", *["refused"] * len(bad), "saved"]
    assert all(result["message"] for result in answer["results"][1:-1])
    assert list(Entry.objects.of(world.id).values_list("value", flat=True)) == ["4"]


def test_repeated_key_with_another_value_changes_nothing(world):
    send(world, {"commands": [work(world)]})
    first = entry(world)
    assert send(world, {"commands": [first]}).json()["results"][0]["state"] == "saved"
    again = send(world, {"commands": [first | {"value": "2"}]}).json()["results"][0]
    assert (again["state"], again["value"]) == ("repeat", "4")


def test_an_error_of_ours_shows_a_number_that_is_in_the_log_and_writes_nothing(world, monkeypatch, caplog):
    send(world, {"commands": [work(world)]})
    before = Change.objects.of(world.id).count()

    def broken(*_args, **_more):
        message = "the disk is full"
        raise OSError(message)

    monkeypatch.setattr("zhurnal.journal.actions.record.batch.audit.appending", broken)
    with caplog.at_level(logging.ERROR, logger="zhurnal.errors"):
        answer = send(world, {"commands": [entry(world)]})
    assert answer.status_code == 500
    number = answer.json()["number"]
    assert number in answer.json()["message"]
    assert number in caplog.text
    assert "Traceback" not in answer.content.decode()
    assert (Change.objects.of(world.id).count(), Entry.objects.of(world.id).count()) == (before, 0)
    assert Work.objects.of(world.id).count() == 1


def test_twenty_equal_requests_at_once_write_one_mark(world):
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connections

    send(world, {"commands": [work(world)]})
    command = {"commands": [entry(world)]}
    clients = [world.client("teacher") for _ in range(20)]
    address = f"/journals/{world.courses['electro'].id}/commands/"

    def press(client):
        try:
            return client.post(address, json.dumps(command), content_type="application/json").json()["results"][0][
                "state"
            ]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(8) as pool:
        states = sorted(pool.map(press, clients))
    assert states == ["repeat"] * 19 + ["saved"]
    assert Change.objects.of(world.id).filter(action="journal.entry").count() == 1
