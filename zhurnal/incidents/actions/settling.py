"""Undoing an incident, and releasing old marks again by two people."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.models import Course
from zhurnal.incidents.models import Incident
from zhurnal.incidents.policy import OFFICERS, RELEASE, UNDO
from zhurnal.incidents.reading import DOOR, holders
from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.incidents.rules.undo import Back
from zhurnal.incidents.rules.wording import NOT_UNDONE, RELEASED, SAME_PERSON, reason_of
from zhurnal.incidents.signals import safety_told
from zhurnal.incidents.trace import incidents_chain, told_of
from zhurnal.incidents.undoing import cells_of, changes_of
from zhurnal.journal.actions.record.returned import Returned, return_cells
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


def undo(actor: PersonActor, incident: Incident, spared: Collection[UUID]) -> int | Refusal:
    """Every mark set in the incident returns to its value before; how many did. ``spared``: changes that stay after all.

    What others wrote afterwards stays, and so does what stands on a closed page. Doing it twice does nothing more.
    """
    policy.require(actor, UNDO, incident)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        incident.spared = sorted(one.hex for one in spared)
        Incident.objects.of(actor.college_id).filter(pk=incident.pk).update(spared=incident.spared)
        done = _take_back(actor, incident)
        if not done:
            return NOT_UNDONE
        audit.append(head, actor, [told_of(incident, "incidents.undo", {"number": incident.number, "cells": done})])
        _tell(actor, incident, Event.UNDONE, done)
    return done


def _take_back(actor: PersonActor, incident: Incident) -> int:
    """Journal by journal, each locked before its cells are read."""
    changes, hand, done = changes_of(actor, incident), replace(actor, door=DOOR), 0
    pages = {one.course for one in changes}
    for course in Course.objects.of(actor.college_id).filter(pk__in=pages).order_by("pk"):
        head = audit.lock(actor.college_id, course.pk)
        own = [one for one in changes if one.course == course.pk]
        cells = [
            Returned(cell.place, cell.fate.value, cell.fate.dated)
            for cell in cells_of(actor, incident, own)
            if isinstance(cell.fate, Back)
        ]
        if cells:
            done += len(cells) - len(return_cells(hand, course, head, cells, reason_of(incident.number)))
    return done


def move_beginning(actor: PersonActor, incident: Incident, since: datetime) -> None:
    """The incident began earlier or later than was thought."""
    policy.require(actor, UNDO, incident)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        moment = min(since, incident.until).astimezone(UTC)
        Incident.objects.of(actor.college_id).filter(pk=incident.pk).update(since=moment)
        audit.append(head, actor, [told_of(incident, "incidents.since", moment.isoformat())])


def release(actor: PersonActor, incident: Incident) -> Refusal | None:
    """Agree that old marks may be changed again; when the second person agrees, they may, and the incident is closed."""
    policy.require(actor, RELEASE, incident)
    rows = Incident.objects.of(actor.college_id).filter(pk=incident.pk, released_at__isnull=True)
    now = actor.now.astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        standing = rows.first()
        if standing is None:
            return RELEASED
        if standing.agreed_by_id == actor.person_id:
            return SAME_PERSON
        first = standing.agreed_by_id is None
        if first:
            rows.update(agreed_by=actor.person_id, agreed_at=now)
        else:
            rows.update(released_by=actor.person_id, released_at=now)
        step = "incidents.agree" if first else "incidents.release"
        audit.append(head, actor, [told_of(incident, step, {"number": incident.number})])
        _tell(actor, incident, Event.WAITS if first else Event.RELEASED)
    return None


def _tell(actor: PersonActor, incident: Incident, event: Event, count: int = 0) -> None:
    people = frozenset(holders(actor, OFFICERS) | {incident.person_id}) - {actor.person_id}
    if event is Event.WAITS:
        people -= {incident.person_id}
    news = SafetyNews(
        event,
        frozenset(one for one in people if one is not None),
        actor.today,
        actor.now,
        count,
        incident.pk,
        incident.number,
    )
    safety_told.send(Incident, actor=actor, news=[news])
