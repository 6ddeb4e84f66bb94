"""1.7: the journal is mandatory; a lesson that is not filled is visible to its teacher at once, with what is missing."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.queries.today import load_day
from zhurnal.journal.rules.commands import Command

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def write(world, lesson, do, value):
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    command = Command(uuid4(), do, world.lessons[lesson].id, 0, value)
    assert record(world.actor("teacher"), page, [command])[0][0].state == "saved"


def unfilled(world):
    names = {lesson.id: key for key, lesson in world.lessons.items()}
    return {names[item.id]: item.words for item in load_day(world.actor("teacher"), worlds.TODAY).unfilled}


def test_what_is_missing_is_named_and_goes_with_the_last_word_written(world):
    assert unfilled(world) == dict.fromkeys(("yesterday", "old", "closed"), "Нет темы, не отмечена явка, нет задания")
    write(world, "yesterday", "topic", {"text": "Трёхфазные цепи", "programme_topic": None})
    write(world, "yesterday", "roll_call", True)
    assert unfilled(world)["yesterday"] == "Нет задания"
    write(world, "yesterday", "homework", {"text": "§ 12, задачи 3–5", "due": None})
    assert set(unfilled(world)) == {"old", "closed"}


def test_lesson_of_today_becomes_a_debt_tomorrow(world):
    tomorrow = world.actor("teacher", now=datetime(2026, 11, 25, 6, 0, tzinfo=UTC))
    debts = {item.id for item in load_day(tomorrow, tomorrow.today).unfilled}
    assert {world.lessons["earlier"].id, world.lessons["now"].id} <= debts


def test_phone_shows_the_number_of_debts_above_the_lessons(world):
    page = world.client("teacher").get("/today/").content.decode()
    assert page.index("debts__row") < page.index("lesson-card")
    assert "<b>3\u00a0занятия</b> не заполнены раньше" in page
