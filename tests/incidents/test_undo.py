"""What undoing takes back when nobody says more than the pages propose, and what it cannot take back."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from tests import worlds
from tests.incidents.novosibirsk import HOME, THIEF
from tests.incidents.stolen import disown, put, step, values
from zhurnal.curriculum.models import Course
from zhurnal.incidents.actions.evening import watch_college
from zhurnal.incidents.actions.opening import answer_anomaly
from zhurnal.incidents.actions.settling import move_time
from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.queries.incident import incident_page
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.commands import Command
from zhurnal.kernel.models import Change
from zhurnal.people.actor import actor_of
from zhurnal.people.models import Session

pytestmark = pytest.mark.django_db


def page_of(world):
    return incident_page(world.actor("deputy"), Incident.objects.of(world.id).select_related("person").get())


def standing(world, lesson):
    rows = Entry.objects.of(world.id).filter(lesson=world.lessons[lesson].pk)
    return {(row.student_id, row.slot): row.value for row in rows}


def test_undoing_a_signal_leaves_the_honest_work_around_it(world, frozen_time):
    """The night finds marks of 23:00, the deputy opens at eleven: the teacher's evening and morning stay."""
    before = values(world)
    frozen_time.move_to(worlds.datetime(2026, 11, 23, 19, 30, tzinfo=worlds.UTC))
    assert put(world, "newcomer", "н", HOME, lesson="yesterday") == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 23, 20, 0, tzinfo=worlds.UTC))
    for name, value in (("student", "4"), ("student", "5"), ("classmate", "5")):
        assert put(world, name, value, THIEF) == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 6, 0, tzinfo=worlds.UTC))
    assert put(world, "newcomer", "4", HOME) == "saved"
    assert put(world, "student", "н", HOME, lesson="now") == "saved"
    frozen_time.move_to(worlds.datetime(2026, 11, 24, 8, 0, tzinfo=worlds.UTC))
    watch_college(world.college)
    anomaly = Anomaly.objects.of(world.id).get()
    incident = answer_anomaly(world.actor("deputy"), anomaly, "", opens=True)
    assert (anomaly.rule, incident.until, len(incident.spared)) == ("night", anomaly.last_at, 1)
    page = page_of(world)
    assert page.back == 2
    assert step(world, "deputy", incident, "undo", mine=page.spared).status_code == 302
    newcomer, student = world.people["newcomer"].pk, world.people["student"].pk
    assert values(world) == {**before, (newcomer, 1): "4"}
    assert standing(world, "yesterday") == {(newcomer, 0): "н"}
    assert (len(page_of(world).returned), page_of(world).kept) == (2, ())
    # It went on until the morning after all: what nobody doubts is spared, the mark of last week is asked about.
    deputy = world.actor("deputy")
    move_time(deputy, Incident.objects.of(world.id).get(), incident.since, deputy.now)
    assert len(Incident.objects.of(world.id).get().spared) == 2
    stale = step(world, "deputy", incident, "undo")  # whoever looked at the shorter time was not asked about the rest
    assert (stale.status_code, "тем временем изменили" in stale.content.decode()) == (422, True)
    assert standing(world, "now") == {(student, 0): "н"}


def test_what_the_persons_own_page_did_not_show_is_not_taken_back(world):
    assert put(world, "newcomer", "н", HOME, lesson="now") == "saved"
    assert put(world, "student", "5", THIEF) == "saved"
    _browser, incident = disown(world)
    page = page_of(world)
    assert (page.back, len(page.spared)) == (1, 1)
    assert step(world, "deputy", incident, "undo", mine=page.spared).status_code == 302
    assert standing(world, "now") == {(world.people["newcomer"].pk, 0): "н"}


def test_a_closed_term_keeps_its_marks_and_that_is_what_the_officer_reads(world):
    assert put(world, "student", "5", THIEF) == "saved"
    _browser, incident = disown(world)
    Course.objects.of(world.id).filter(pk=world.courses["electro"].pk).update(frozen_at=incident.opened_at)
    answer = step(world, "deputy", incident, "undo")
    text = answer.content.decode().replace("\u00a0", " ")
    assert answer.status_code == 422
    assert "Э-21, Электротехника А: 1 отметка. Семестр закрыт" in text
    assert "Отменять нечего" not in text
    assert values(world)[world.people["student"].pk, 1] == "5"
    assert not Change.objects.of(world.id).filter(action="incidents.undo").exists()


def test_what_undoing_does_not_take_back_is_listed(world):
    thief = actor_of(world.accounts["teacher"], device=THIEF)
    command = Command(uuid4(), "work", world.lessons["old"].pk, 1, {"kind": "control", "title": ""}, slot=1)
    assert record(thief, world.courses["electro"], [command])[0][0].state == "saved"
    assert put(world, "newcomer", "5", THIEF) == "saved"
    disown(world)
    assert [(one.words, one.title, one.device, one.count) for one in page_of(world).beyond] == [
        ("вид работы", "Э-21, Электротехника А", THIEF, 1)
    ]
    text = world.client("deputy").get(reverse("incidents:incident", args=[Incident.objects.of(world.id).get().pk]))
    assert "Здесь не отменяется" in text.content.decode()


def test_the_page_shows_the_colleges_hours_and_moving_nothing_moves_nothing(world):
    assert put(world, "student", "5", THIEF) == "saved"
    _browser, incident = disown(world)
    address = reverse("incidents:incident", args=[incident.pk])
    text = world.client("deputy").get(address).content.decode()
    assert "24.11.2026, 11:00" in text, "eight o'clock by Greenwich"
    typed = dict(re.findall(r'name="(since|until)" value="([^"]+)"', text))
    assert step(world, "deputy", incident, "since", **typed).status_code == 302
    moved = Incident.objects.of(world.id).get()
    assert 0 <= (incident.since - moved.since).total_seconds() < 60
    assert moved.until == incident.until
    assert "23.11, 18:00 – 24.11, 11:00" in [one.text for one in page_of(world).timeline]


@pytest.mark.parametrize("name", ["undo", "release"])
def test_what_ends_an_incident_asks_who_is_there(world, name):
    assert put(world, "student", "5", THIEF) == "saved"
    _browser, incident = disown(world)
    more = {"step": name, "span": incident.span}
    client, address = world.client("deputy"), reverse("incidents:incident", args=[incident.pk])
    Session.objects.filter(account=world.accounts["deputy"].pk).update(confirmed=0)
    asked = client.post(address, more)
    assert (asked.status_code, "proof-password" in asked.content.decode()) == (403, True)
    standing = Incident.objects.of(world.id).get()
    assert (standing.agreed_at, values(world)[world.people["student"].pk, 1]) == (None, "5")
    proof = {**more, "proof-asked": "1", "proof-password": worlds.PASSWORD}
    assert client.post(address, proof).status_code == 302
