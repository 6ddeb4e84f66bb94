"""1.11 g: a parent and a student read progress, attendance and homework on-line, moments after they are written."""

from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.rules.commands import read_command

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def write(world, do, lesson="now", **more):
    """What a teacher's screen sends."""
    raw = {"key": str(uuid4()), "do": do, "lesson": str(world.lessons[lesson].pk), "version": 0, **more}
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    assert record(world.actor("teacher"), page, [read_command(raw)])[0][0].state == "saved"


@pytest.mark.parametrize("who", ["student", "parent"])
def test_an_open_page_gets_what_was_written(world, who):
    client = world.client(who)
    address = f"/diary/{world.people['student'].pk}/"
    tag = client.get(address, headers={"X-Live": "1"}).headers["ETag"]

    def look():
        """What an open page asks every few seconds: nothing new, or the new body."""
        nonlocal tag
        answer = client.get(address, headers={"X-Live": "1", "If-None-Match": tag})
        tag = answer.headers["ETag"]
        return answer.content.decode() if answer.status_code == 200 else None

    student = str(world.people["student"].pk)
    assert look() is None
    write(world, "topic", value={"text": "Соединение звездой", "programme_topic": None})
    assert "Соединение звездой" in look()
    write(world, "work", slot=0, value={"kind": "lab", "title": "№ 6"})
    look()
    write(world, "entry", student=student, slot=1, value="4")
    page = look()
    assert ("абораторная работа № 6" in page, "4, хорошо" in page) == (True, True)
    write(world, "homework", value={"text": "§ 13, задача 4", "due": "2026-11-26"})
    assert "§ 13, задача 4" in look()
    write(world, "personal_homework", id=None, value={"students": [student], "text": "Доклад", "due": None})
    assert "Доклад" in look()
    write(world, "entry", lesson="earlier", student=student, slot=0, value="н")
    assert "Не был на занятии" in look()
    assert look() is None
