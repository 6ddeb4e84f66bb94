"""Keeping the file of a breach: opened, described, counted anew, both notices marked as sent."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from zhurnal.incidents.counting import count
from zhurnal.incidents.models import Breach, Incident
from zhurnal.incidents.notices import notice_of
from zhurnal.incidents.policy import BREACH_LIST, BREACH_WRITE, NOTIFIERS
from zhurnal.incidents.reading import holders
from zhurnal.incidents.rules import breach as rules
from zhurnal.incidents.rules.news import Event, SafetyNews
from zhurnal.incidents.signals import safety_told
from zhurnal.incidents.trace import breach_told, incidents_chain
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.readings import words_of
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.actions.draining import drain


@dataclass(frozen=True, slots=True)
class Known:
    """What is known when a file is opened. ``person``: whose account it was, None where it was none."""

    person: UUID | None
    since: datetime
    until: datetime
    discovered: datetime
    happened: str
    incident: Incident | None = None


def open_breach(actor: PersonActor, known: Known) -> Breach | Refusal:
    """The file with everything that the journal knows by itself: who is counted, which notices are ready."""
    if not policy.may(actor, BREACH_WRITE):
        raise Refused(Refusal("not_yours", "Дело об утечке заводят заместитель директора, начальник ИВЦ или директор."))
    refusal = _not_his(actor, known)
    if refusal is not None:
        return refusal
    if known.discovered > actor.now:
        return rules.FUTURE
    if known.until < known.since:
        return rules.BACKWARDS
    drain()
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        own = actor.college_id
        number = (Breach.objects.of(own).aggregate(last=Max("number"))["last"] or 0) + 1
        until = min(known.until, actor.now)
        counted = count(actor, known.person, known.since, until)
        made: Breach = Breach.objects.create(
            college_id=own, number=number, incident=known.incident, person_id=known.person, opened_by_id=actor.person_id,
            opened_at=actor.now.astimezone(UTC), discovered_at=known.discovered.astimezone(UTC), since=known.since.astimezone(UTC),
            until=max(until, known.since).astimezone(UTC), counted=counted, happened=known.happened.strip()[:2000], harm=rules.HARM,
            categories=_categories(counted)[:2000], measures=_measures(actor, known.incident), contact=actor.full_name[:300],
        )  # fmt: skip
        after = {"number": number, "people": len(counted["people"]), "discovered": made.discovered_at.isoformat()}
        audit.append(head, actor, [breach_told(made.pk, "open", after)])
        people = frozenset(holders(actor, NOTIFIERS) - _meant(known) - {actor.person_id})
        news = SafetyNews(
            Event.BREACH, people, actor.today, actor.now, len(counted["people"]), number=number, breach=made.pk
        )
        safety_told.send(Breach, actor=actor, news=[news])
    return made


def _meant(known: Known) -> set[UUID]:
    """Whose account it was, by the file or by its incident: an empty login leaves the incident's person where he was."""
    return {one for one in (known.person, known.incident.person_id if known.incident else None) if one is not None}


def _not_his(actor: PersonActor, known: Known) -> Refusal | None:
    """Nobody opens a file about himself, and a file of an incident is about the incident's person."""
    meant = _meant(known)
    if actor.person_id in meant:
        return rules.OWN_BREACH
    return rules.OTHER_ACCOUNT if len(meant) > 1 else None


def _categories(counted: Mapping[str, object]) -> str:
    """What the opened pages show, in the words in which the people read of it themselves."""
    opened = counted["opened"]
    words = [words_of(one[0]) for one in opened] if isinstance(opened, list) else []
    if not words:
        return "Фамилия, имя, отчество, дата рождения; сведения об учёбе и посещаемости; контакты."
    return f"Фамилия, имя, отчество; сведения на страницах: {'; '.join(dict.fromkeys(words))}."


def _measures(actor: PersonActor, incident: Incident | None) -> str:
    if incident is None:
        return ""
    at = incident.opened_at.astimezone(actor.now.tzinfo)
    return f"{at:%d.%m.%Y, %H:%M}: все сеансы учётной записи завершены, изменение отметок прошлых дней остановлено."


def describe(actor: PersonActor, breach: Breach, values: Mapping[str, str]) -> Refusal | None:
    """The parts of both notices in the officers' words; those of a notice that left stay as they left."""
    policy.require(actor, BREACH_WRITE, breach)
    with transaction.atomic():
        head, standing = _held(actor, breach)
        if standing is None:
            return rules.OVER
        said = {name: values[name].strip() for name in rules.PARTS if name in values}
        changed = [name for name in said if getattr(standing, name) != said[name]]
        if changed:
            Breach.objects.of(actor.college_id).filter(pk=breach.pk).update(**{name: said[name] for name in changed})
            audit.append(head, actor, [breach_told(breach.pk, "describe", {"parts": changed})])
    return None


def recount(actor: PersonActor, breach: Breach) -> Refusal | None:
    """Count anew: lines may have come in from another process, or the officers waited."""
    policy.require(actor, BREACH_WRITE, breach)
    drain()
    with transaction.atomic():
        head, standing = _held(actor, breach)
        if standing is None:
            return rules.OVER
        counted = count(actor, standing.person_id, standing.since, standing.until)
        before = {"people": len(standing.counted["people"])}
        Breach.objects.of(actor.college_id).filter(pk=breach.pk).update(counted=counted)
        audit.append(head, actor, [breach_told(breach.pk, "count", {"people": len(counted["people"])}, before)])
    return None


def mark_sent(actor: PersonActor, breach: Breach, which: str, at: datetime, number: str) -> Refusal | None:
    """The notice left, when and under which number; its text is kept as it was, its sum stands in the record."""
    policy.require(actor, BREACH_WRITE, breach)
    said = number.strip()[:60]
    with transaction.atomic():
        head, standing = _held(actor, breach)
        if standing is None:
            return rules.OVER
        refusal = _not_sent(actor, standing, which, at, said)
        if refusal is not None:
            return refusal
        text = [list(one) for one in notice_of(actor, standing, which)]
        moment = at.astimezone(UTC)
        Breach.objects.of(actor.college_id).filter(pk=breach.pk).update(
            **{f"{which}_at": moment, f"{which}_number": said, f"{which}_text": text}
        )
        after = {
            "notice": which,
            "at": moment.isoformat(),
            "number": said,
            "sha256": sha256(json.dumps(text, ensure_ascii=False).encode()).hexdigest(),
        }
        audit.append(head, actor, [breach_told(breach.pk, "sent", after)])
    return None


def _not_sent(actor: PersonActor, standing: Breach, which: str, at: datetime, number: str) -> Refusal | None:
    if getattr(standing, f"{which}_at") is not None:
        return rules.SENT
    if which == "result" and standing.first_at is None:
        return rules.FIRST_FIRST
    if not standing.discovered_at <= at <= actor.now:
        return rules.EARLY
    if not number:
        return rules.NO_NUMBER
    return rules.unfilled(which, {name: getattr(standing, name) for name in rules.PARTS})


def note_list(actor: PersonActor, breach: Breach) -> None:
    """The list of the people left as a file."""
    policy.require(actor, BREACH_LIST, breach)
    with transaction.atomic():
        head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
        audit.append(head, actor, [breach_told(breach.pk, "list", {"people": len(breach.counted["people"])})])


def _held(actor: PersonActor, breach: Breach) -> tuple[ChainHead, Breach | None]:
    """The chain, locked, and the file as it stands now; None when both notices left meanwhile."""
    head = audit.lock(actor.college_id, incidents_chain(actor.college_id))
    return head, Breach.objects.of(actor.college_id).filter(pk=breach.pk, result_at=None).first()
