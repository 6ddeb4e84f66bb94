"""Kinds of work of a lesson: added by number of the place, taken away, put back."""

from uuid import uuid4

import pytest

from tests import worlds
from zhurnal.curriculum.models import Course
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Work
from zhurnal.journal.rules.commands import Command

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("frozen_time")]


@pytest.fixture
def world():
    return worlds.make_college("vek", "А")


def run(world, *commands):
    page = Course.objects.of(world.id).get(pk=world.courses["electro"].pk)
    return record(world.actor("teacher"), page, list(commands))[0]


def work(world, slot, value):
    return Command(uuid4(), "work", world.lessons["now"].id, 0, value, slot=slot)


def columns(world):
    rows = Work.objects.of(world.id).filter(removed=False).order_by("slot")
    return list(rows.values_list("slot", "kind__code", "title", "weight"))


def test_a_new_work_and_its_first_mark_come_in_one_batch(world):
    mark = Command(uuid4(), "entry", world.lessons["now"].id, 0, "4", world.people["student"].id, 1)
    outcomes = run(world, work(world, 1, {"kind": "oral", "title": ""}), mark)
    assert [(outcome.state, outcome.id) for outcome in outcomes] == [("saved", 1), ("saved", None)]
    assert columns(world) == [(1, "oral", "", 100)]


def test_a_place_far_away_is_refused(world):
    assert [outcome.code for outcome in run(world, work(world, 2, {"kind": "oral", "title": ""}))] == ["no_work"]
    assert columns(world) == []


def test_a_removed_work_can_be_put_back_with_another_kind(world):
    run(world, work(world, 1, {"kind": "oral", "title": ""}))
    run(world, work(world, 1, None))
    assert columns(world) == []
    outcome = run(world, work(world, 1, {"kind": "lab", "title": "№ 6"}))[0]
    assert (outcome.state, outcome.id) == ("saved", 1)
    assert columns(world) == [(1, "lab", "№ 6", 200)]


def test_a_work_without_marks_changes_its_kind(world):
    run(world, work(world, 1, {"kind": "oral", "title": ""}))
    run(world, work(world, 1, {"kind": "control", "title": "раздел 2"}))
    assert columns(world) == [(1, "control", "раздел 2", 300)]
