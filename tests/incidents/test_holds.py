"""While an incident is open: what stands still besides old marks, and what goes on."""

from uuid import uuid4

import pytest
from django.urls import reverse

from tests.incidents.novosibirsk import HOME
from tests.incidents.stolen import disown, step
from zhurnal.assessment.actions import ResultChange, set_results
from zhurnal.assessment.actions.weights import weigh_page
from zhurnal.assessment.models import Checkpoint, Result
from zhurnal.curriculum.models import Course
from zhurnal.grading.models import WorkKind
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import LessonRecord, Work
from zhurnal.journal.rules.commands import Command
from zhurnal.people.actor import actor_of

pytestmark = pytest.mark.django_db


def written(world, do, lesson, value, slot=0):
    """(code or state, sentence) of one command about a lesson."""
    version = LessonRecord.objects.of(world.id).filter(lesson=world.lessons[lesson].pk).values_list("roll_version")
    seen = int(slot > 0) if do == "work" else (version.first() or (0,))[0]
    command = Command(uuid4(), do, world.lessons[lesson].pk, seen, value, slot=slot)
    actor = actor_of(world.accounts["teacher"], device=HOME)
    outcome = record(actor, world.courses["electro"], [command])[0][0]
    return outcome.code or outcome.state, outcome.message


def set_result(world, checkpoint=None):
    page = Course.objects.of(world.id).select_related("group", "term").get(pk=world.courses["electro"].pk)
    change = ResultChange(world.people["student"].pk, "атт" if checkpoint else "3", 0, "так решено")
    outcome = set_results(world.actor("teacher"), page, [change], checkpoint=checkpoint)[0]
    return (outcome.refusal.code if outcome.refusal else outcome.status), str(outcome.refusal or "")


def weigh(world):
    kind = WorkKind.objects.of(world.id).get(code="oral").pk
    refusal = weigh_page(world.actor("teacher"), world.courses["electro"], {kind: 300})
    return (refusal.code if refusal else "saved"), str(refusal or "")


def test_old_works_roll_calls_and_results_stand_still_and_are_read(world):
    dates = {"since": world.term.starts, "until": world.actor("teacher").today}
    checkpoint = Checkpoint.objects.create(college=world.college, term=world.term, name="Контрольная точка", **dates)
    asked = (
        lambda: written(world, "work", "old", {"kind": "control", "title": ""}, slot=1),
        lambda: written(world, "roll_call", "old", True),
        lambda: set_result(world),
        lambda: set_result(world, checkpoint),
        lambda: weigh(world),
    )
    _browser, incident = disown(world)
    said = [ask() for ask in asked]
    assert [code for code, _words in said] == ["marks_frozen"] * 5
    (words,) = {words for _code, words in said}
    assert words.startswith(
        "Отметки прошлых дней и итоги заморожены: идёт инцидент № 1. Сегодняшние занятия можно вести."
    )
    assert Work.objects.of(world.id).get(lesson=world.lessons["old"].pk).weight == 100
    assert not Result.objects.of(world.id).exists()
    course = world.courses["electro"].pk
    for address in (reverse("journal:page", args=[course]), reverse("assessment:page", args=[course])):
        assert world.client("teacher").get(address).status_code == 200, address
    assert written(world, "roll_call", "now", True)[0] == "saved", "today's lesson goes on"
    assert written(world, "work", "now", {"kind": "control", "title": ""})[0] == "saved"
    for who in ("deputy", "ivc_head"):
        step(world, who, incident, "release")
    assert [ask()[0] for ask in asked] == ["saved"] * 5
