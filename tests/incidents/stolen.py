"""What an honest and a foreign hand write, and what is done about it: the words of the tests of incidents."""

from uuid import uuid4

from django.urls import reverse

from zhurnal.incidents.models import Incident
from zhurnal.journal.actions.record import record
from zhurnal.journal.models import Entry
from zhurnal.journal.rules.commands import Command
from zhurnal.people.actor import actor_of

BEFORE = {"student": "3", "classmate": "4", "adult": "н"}


def put(world, student, value, device, lesson="old", who="teacher"):
    """The state of one mark written into the first work, or «н» into attendance."""
    pk, slot = world.people[student].pk, 0 if value == "н" else 1
    cell = Entry.objects.of(world.id).filter(lesson=world.lessons[lesson].pk, student=pk, slot=slot).first()
    version = cell.version if cell else 0
    command = Command(uuid4(), "entry", world.lessons[lesson].pk, version, value, pk, slot, reason="сдал")
    outcome = record(actor_of(world.accounts[who], device=device), world.courses["electro"], [command])[0][0]
    return outcome.code or outcome.state


def values(world):
    rows = Entry.objects.of(world.id).filter(lesson=world.lessons["old"].pk)
    return {(row.student_id, row.slot): row.value for row in rows}


def disown(world, **more):
    browser = world.client("teacher")
    answer = browser.post(reverse("incidents:own"), {"day": "2026-11-24", **more})
    assert answer.status_code == 200
    assert "Инцидент № 1" in answer.content.decode()
    return browser, Incident.objects.of(world.id).get()


def step(world, who, incident, name, **more):
    more = {"span": incident.span, **more} if name == "undo" else more
    return world.client(who).post(reverse("incidents:incident", args=[incident.pk]), {"step": name, **more})
