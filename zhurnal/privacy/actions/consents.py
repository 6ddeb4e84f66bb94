"""Signing a consent and taking it back: each a document of its own, each at once in force."""

from datetime import UTC
from typing import Any

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.refusal import Refusal
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.models import Consent
from zhurnal.privacy.policy import SIGN
from zhurnal.privacy.rules.purposes import PAPERS, Purpose, text_of
from zhurnal.privacy.rules.signing import NOT_HIS, NOTHING, Side, Signatures, sign_refusal, signers


def side_of(actor: PersonActor, subject: Person) -> Side:
    """Whose signature the actor gives for the subject."""
    return Side.OWN if subject.pk == actor.person_id else Side.GUARDIAN


def sign(actor: PersonActor, subject: Person, purpose: Purpose) -> Refusal | None:
    """The actor's signature under the text of the purpose as it is today."""
    policy.require(actor, SIGN, subject)
    own, side, moment = actor.college_id, side_of(actor, subject), actor.now.astimezone(UTC)
    with transaction.atomic():
        head = audit.lock(own, subject.pk)
        rows = Consent.objects.of(own).filter(subject=subject.pk, purpose=purpose, withdrawn_at=None)
        row = rows.first()
        said = Signatures(row.own_at, row.guardian_at) if row else Signatures()
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
