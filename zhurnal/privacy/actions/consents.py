"""Signing a consent and taking it back, here or on paper: each a document of its own, each at once in force."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.papers import Paper
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.models import Consent, ConsentScan
from zhurnal.privacy.policy import END, ENTER, SIGN
from zhurnal.privacy.rules.papers import NO_WORDS, STANDS, paper_refusal
from zhurnal.privacy.rules.purposes import ASKED, NOT_ASKED, PAPERS, Purpose, paper_words, text_of
from zhurnal.privacy.rules.signing import NOT_HIS, NOTHING, Side, Signatures, sign_refusal, signers

OVER = "срок вышел"


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What an officer reads on a paper."""

    purpose: Purpose
    number: str
    on: date
    signed: frozenset[Side]
    until: date | None = None
    policy: int | None = None


def side_of(actor: PersonActor, subject: Person) -> Side:
    """Whose signature the actor gives for the subject."""
    return Side.OWN if subject.pk == actor.person_id else Side.GUARDIAN


def sign(actor: PersonActor, subject: Person, purpose: Purpose) -> Refusal | None:
    """The actor's signature under the text of the purpose as it is today."""
    policy.require(actor, SIGN, subject)
    if purpose not in ASKED:
        return NOT_ASKED
    own, side, moment = actor.college_id, side_of(actor, subject), actor.now.astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(own, subject.pk)
        rows = Consent.objects.of(own).filter(subject=subject.pk, purpose=purpose, withdrawn_at=None)
        row = _standing(actor, head, subject, purpose)
        said = Signatures(row.own_at, row.guardian_at, None, row.until) if row else Signatures()
        refusal = sign_refusal(side, said, subject.birth_date, actor.today)
        if refusal is not None:
            return refusal
        mine: dict[str, Any] = {"own_at": moment}
        if side is Side.GUARDIAN:
            mine = {"guardian_id": actor.person_id, "guardian_at": moment}
        if row is None:
            Consent.objects.create(
                college_id=own, subject=subject, purpose=purpose, version=PAPERS[purpose].version,
                text=text_of(purpose, str(subject)), **mine,
            )  # fmt: skip
        else:
            rows.update(**mine)
        after = {
            "purpose": purpose.value,
            "side": side.value,
            "version": row.version if row else PAPERS[purpose].version,
        }
        audit.append(head, actor, [audit.Event("privacy.consent", f"person:{subject.pk.hex}", None, after)])
    return None


def _standing(actor: PersonActor, head: ChainHead, subject: Person, purpose: Purpose) -> Consent | None:
    """The consent that nobody took back; one whose time has passed makes room for the next. Behind the lock of the subject's chain."""
    rows = Consent.objects.of(actor.college_id).filter(subject=subject.pk, purpose=purpose, withdrawn_at=None)
    row: Consent | None = rows.first()
    if row is not None and Signatures(until=row.until).is_over(actor.today):
        rows.update(withdrawn_at=actor.now.astimezone(UTC), withdrawn_words=OVER)
        target, before = f"person:{subject.pk.hex}", {"purpose": purpose.value}
        audit.append(head, actor, [audit.Event("privacy.consent.withdrawn", target, before, None, OVER)])
        return None
    return row


def enter(actor: PersonActor, subject: Person, said: OnPaper, scan: Paper | None) -> Refusal | None:
    """Write down what was signed on paper, with its picture where there is one."""
    policy.require(actor, ENTER, subject)
    refusal = paper_refusal(said.signed, subject.birth_date, said.on, said.until, actor.today)
    if refusal is not None:
        return refusal
    own, noon = actor.college_id, datetime.combine(said.on, time(12), tzinfo=actor.now.tzinfo).astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(own, subject.pk)
        if _standing(actor, head, subject, said.purpose) is not None:
            return STANDS
        row: Consent = Consent.objects.create(
            college_id=own, subject=subject, purpose=said.purpose, version=PAPERS[said.purpose].version,
            text=paper_words(said.purpose, str(subject)), own_at=noon if Side.OWN in said.signed else None,
            guardian_at=noon if Side.GUARDIAN in said.signed else None, entered_by_id=actor.person_id,
            paper_number=said.number[:60], paper_on=said.on, until=said.until, policy=said.policy,
        )  # fmt: skip
        if scan is not None:
            ConsentScan.objects.create(
                college_id=own, consent=row, ending=scan.ending, media=scan.media, size=len(scan.content), content=scan.content
            )  # fmt: skip
        after = {
            "purpose": said.purpose.value, "sides": sorted(said.signed), "policy": said.policy, "scan": scan is not None,
            "until": said.until.isoformat() if said.until else None,
        }  # fmt: skip
        words = f"бумага № {said.number or 'без номера'} от {said.on:%d.%m.%Y}"
        audit.append(
            head, actor, [audit.Event("privacy.consent.paper", f"person:{subject.pk.hex}", None, after, words)]
        )
    return None


def end(actor: PersonActor, consent: Consent, words: str) -> Refusal | None:
    """An officer writes down that a consent was taken back on paper; it holds no more from this moment."""
    policy.require(actor, END, consent)
    said = " ".join(words.split())[:120]
    if not said:
        return NO_WORDS
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, consent.subject_id)
        rows = Consent.objects.of(own).filter(pk=consent.pk, withdrawn_at=None)
        if not rows.update(withdrawn_at=actor.now.astimezone(UTC), withdrawn_by=actor.person_id, withdrawn_words=said):
            return NOTHING
        target, before = f"person:{consent.subject_id.hex}", {"purpose": consent.purpose}
        audit.append(head, actor, [audit.Event("privacy.consent.withdrawn", target, before, None, said)])
    return None


def withdraw(actor: PersonActor, subject: Person, purpose: Purpose) -> Refusal | None:
    """The consent holds no more, from this moment; any side whose signature it asks for may say so."""
    policy.require(actor, SIGN, subject)
    own, side = actor.college_id, side_of(actor, subject)
    if side not in (signers(subject.birth_date, actor.today) or {Side.OWN}):
        return NOT_HIS
    with transaction.atomic():
        head = audit.lock(own, subject.pk)
        rows = Consent.objects.of(own).filter(subject=subject.pk, purpose=purpose, withdrawn_at=None)
        if not rows.update(withdrawn_at=actor.now.astimezone(UTC), withdrawn_by=actor.person_id):
            return NOTHING
        before = {"purpose": purpose.value}
        audit.append(head, actor, [audit.Event("privacy.consent.withdrawn", f"person:{subject.pk.hex}", before, None)])
    return None
