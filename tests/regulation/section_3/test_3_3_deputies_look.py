"""3.3: deputies view the journals of theory and of modules, and edit nothing in them."""

from uuid import uuid4

import pytest

from tests import worlds
from tests.regulation.browser import Person
from zhurnal.journal.models import Entry, LessonRecord

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.mark.parametrize("who", ["deputy", "deputy_practice"])
def test_both_kinds_open_and_nothing_can_be_written(who):
    world = worlds.make_college("vek", "А")
    person = Person(world, who)
    for course in ("electro", "module", "history"):
        data = person.journal(course)
        assert (data["rights"]["write"], data["rights"]["why_not"]) == (
            False, "Журнал открыт для просмотра. Записи в нём делает преподаватель.",
        )  # fmt: skip
    address = f"/journals/{world.courses['electro'].pk}/commands/"
    command = {
        "key": str(uuid4()),
        "do": "topic",
        "lesson": str(world.lessons["now"].pk),
        "version": 0,
        "value": "Тема",
    }
    answer = person.client.post(address, {"commands": [command]}, content_type="application/json")
    assert answer.status_code == 404
    assert not LessonRecord.objects.of(world.id).exists()
    assert not Entry.objects.of(world.id).exists()
