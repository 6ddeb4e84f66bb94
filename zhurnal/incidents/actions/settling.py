"""Undoing an incident, and releasing old marks again by two people."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction

from zhurnal.curriculum.models import Course
from zhurnal.incidents.models import Incident
from zhurnal.incidents.policy import OFFICERS, RELEASE, UNDO
from zhurnal.incidents.reading import DOOR, holders
from zhurnal.incidents.rules.changes import plainly_own
from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.incidents.rules.undo import Back, Undone, Unreturned
from zhurnal.incidents.rules.wording import MOVED, NOT_UNDONE, RELEASED, SAME_PERSON, reason_of
from zhurnal.incidents.signals import safety_told
from zhurnal.incidents.trace import incidents_chain, told_of
from zhurnal.incidents.undoing import cells_of, changes_of
from zhurnal.journal.actions.record.returned import Returned, return_cells
from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor


def undo(actor: PersonActor, incident: Incident, spared: Collection[UUID], seen: str) -> Undone | Refusal:
    """Every mark set in the incident returns to its value before; how many did.

    ``spared``: changes that stay after all, of those of the time ``seen`` (``Incident.span``): when it was moved meanwhile, nothing is
    undone, for nobody was asked about what came in. What others wrote afterwards stays, and so does what stands on a closed page: it
    is told of which journal and why. Doing it twice does nothing more; where nothing is to return at all, that is the answer.
    """
    policy.require(actor, UNDO, incident)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        if Incident.objects.of(actor.college_id).get(pk=incident.pk).span != seen:
            return MOVED
        incident.spared = sorted(one.hex for one in spared)
        Incident.objects.of(actor.college_id).filter(pk=incident.pk).update(spared=incident.spared)
        came = _take_back(actor, incident)
        if came.done:
            after = {"number": incident.number, "cells": came.done, "refused": sum(one.count for one in came.refused)}
            audit.append(head, actor, [told_of(incident, "incidents.undo", after)])
            _tell(actor, incident, Event.UNDONE, came.done)
    return came if came.done or came.refused else NOT_UNDONE


def _take_back(actor: PersonActor, incident: Incident) -> Undone:
    """Journal by journal, each locked before its cells are read."""
    changes, hand, done, refused = changes_of(actor, incident), replace(actor, door=DOOR), 0, []
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
            kept = return_cells(hand, course, head, cells, reason_of(incident.number))
            done += len(cells) - len(kept)
            refused += [Unreturned(course.pk, count, why) for why, count in Counter(map(str, kept.values())).items()]
    return Undone(done, tuple(refused))


def move_time(actor: PersonActor, incident: Incident, since: datetime, until: datetime) -> None:
    """The incident began or ended at other moments than was thought. Honest work that comes in by that is spared beforehand."""
    policy.require(actor, UNDO, incident)
    until = min(until, actor.now)
    since = min(since, until)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        known = changes_of(actor, incident)
        incident.since, incident.until = since.astimezone(UTC), until.astimezone(UTC)
        ids, kept = {one.id for one in known}, set(incident.spared)
        added = [one for one in changes_of(actor, incident) if one.id not in ids]
        foreign = {one.device for one in known if one.id.hex not in kept}
        incident.spared = sorted(kept | {one.hex for one in plainly_own(added, foreign)})
        Incident.objects.of(actor.college_id).filter(pk=incident.pk).update(
            since=incident.since, until=incident.until, spared=incident.spared
        )
        moments = [incident.since.isoformat(), incident.until.isoformat()]
        audit.append(head, actor, [told_of(incident, "incidents.since", moments)])


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
