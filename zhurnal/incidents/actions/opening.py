"""«Это не я»: sessions end, old marks stand still, an incident is open (2.9)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.incidents.models import Anomaly, Incident
from zhurnal.incidents.policy import DISOWN, OFFICERS, SETTLE
from zhurnal.incidents.reading import holders, marked
from zhurnal.incidents.rules.changes import plainly_own
from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.incidents.rules.wording import NO_WORDS, SETTLED
from zhurnal.incidents.signals import safety_told
from zhurnal.incidents.trace import incidents_chain, told_of
from zhurnal.kernel import audit, policy
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Account, Person, Session
from zhurnal.people.signals import secrets_void

WORDS = 500


@dataclass(frozen=True, slots=True)
class Meant:
    """Under whose name, from when until when something foreign was done; ``spared``: changes that are his own after all."""

    person: UUID
    since: datetime
    until: datetime
    words: str = ""
    spared: tuple[UUID, ...] = ()


def disown(actor: PersonActor, since: datetime, spared: Collection[UUID], words: str) -> Incident:
    """A person says that some of what was done under his name since then was not he. All his sessions end, this one too.

    ``spared``: what he says is his; what his page did not show him, because nothing of it is in doubt, is spared as well.
    """
    if actor.person_id is None:
        raise TypeError(actor.name)
    policy.require(actor, DISOWN, Person.objects.of(actor.college_id).get(pk=actor.person_id))
    unasked = plainly_own(marked(actor, since, actor.now, actor.person_id))
    meant = Meant(actor.person_id, since, actor.now, words.strip()[:WORDS], (*spared, *unasked))
    with transaction.atomic():
        return _open(actor, audit.lock(actor.college_id, incidents_chain(actor.college_id)), meant)


def answer_anomaly(actor: PersonActor, anomaly: Anomaly, words: str, *, opens: bool) -> Incident | Refusal | None:
    """A responsible person answers what a rule found: it is in order (say why), or it is an incident."""
    policy.require(actor, SETTLE, anomaly)
    said = words.strip()[:WORDS]
    if not opens and not said:
        return NO_WORDS
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        rows = Anomaly.objects.of(actor.college_id).filter(pk=anomaly.pk, settled_at__isnull=True)
        if not rows.exists():
            return SETTLED
        made = _open(actor, head, _meant_by(actor, anomaly, said)) if opens else None
        rows.update(
            settled_by=actor.person_id, settled_at=actor.now.astimezone(UTC), words=said,
            incident=made.pk if made else None,
        )  # fmt: skip
        event = audit.Event(
            "incidents.anomaly", f"anomaly:{anomaly.pk.hex}", None, {"incident": made is not None}, said
        )
        audit.append(head, actor, [event])
    return made


def _meant_by(actor: PersonActor, anomaly: Anomaly, words: str) -> Meant:
    """From an hour before the first until the last of what the rule found; honest work of that time is spared beforehand."""
    since, until = anomaly.first_at - timedelta(hours=1), anomaly.last_at
    changes = marked(actor, since, until, anomaly.person_id)
    return Meant(anomaly.person_id, since, until, words, plainly_own(changes, anomaly.facts.get("devices", ())))


def _open(actor: PersonActor, head: ChainHead, meant: Meant) -> Incident:
    own = actor.college_id
    number = (Incident.objects.of(own).aggregate(last=Max("number"))["last"] or 0) + 1
    incident: Incident = Incident.objects.create(
        college_id=own, number=number, person_id=meant.person, opened_by_id=actor.person_id,
        opened_at=actor.now.astimezone(UTC), since=meant.since.astimezone(UTC), until=meant.until.astimezone(UTC),
        words=meant.words, spared=[one.hex for one in meant.spared], sessions=_end_sessions(own, meant.person),
    )  # fmt: skip
    audit.append(
        head,
        actor,
        [told_of(incident, "incidents.open", {"number": number, "sessions": len(incident.sessions)}, meant.words)],
    )
    news = SafetyNews(
        Event.OPENED, frozenset(holders(actor, OFFICERS) | {meant.person}), actor.today, actor.now, incident=incident.pk,
        number=number,
    )  # fmt: skip
    safety_told.send(Incident, actor=actor, news=[news])
    secrets_void.send(Incident, actor=actor, person=meant.person)
    return incident


def _end_sessions(college_id: UUID, person: UUID) -> list[list[str]]:
    """End all sessions of a person; tells which (device, begun)."""
    accounts = Account.objects.of(college_id).filter(person=person)
    rows = Session.objects.filter(college=college_id, account__in=list(accounts.values_list("pk", flat=True)))
    found = [
        [device, started.isoformat()] for device, started in rows.order_by("started").values_list("device", "started")
    ]
    rows.delete()
    return found
