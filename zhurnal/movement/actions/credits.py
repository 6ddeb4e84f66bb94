"""Перезачёт: results that a student brought, written beside the journal and not into it (A7.3, A2.13)."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Refused
from zhurnal.kernel.refusal import Refusal
from zhurnal.movement.models import Credit
from zhurnal.movement.policy import CREDIT_RECORD, CREDIT_UNDO
from zhurnal.movement.rules.places import Place
from zhurnal.movement.signals import credit_recorded, credit_undone
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person

UNDONE = Refusal("undone", "Этот перезачёт уже отменён. Обновите страницу.")
NO_REASON = Refusal("no_reason", "Напишите, почему перезачёт отменяется: причина останется в карточке.")


@dataclass(frozen=True, slots=True)
class Brought:
    """A result and the paper that proves it. ``place``: where it counts as the result of our plan; None is nowhere."""

    discipline: str
    hours: int
    result: str
    document: str
    place: Place | None = None


def record_credit(actor: PersonActor, student: Person, brought: Brought) -> Credit:
    """Write one result down. Raises ``Refused``, and writes nothing, when it cannot count where it should."""
    policy.require(actor, CREDIT_RECORD, student)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        credit: Credit = Credit.objects.create(
            college_id=actor.college_id, student_id=student.pk, discipline=brought.discipline, hours=brought.hours,
            result=brought.result, document=brought.document, made_by_id=actor.person_id, made_at=actor.now,
        )  # fmt: skip
        after = {"discipline": brought.discipline, "hours": brought.hours, "result": brought.result}
        audit.append(head, actor, [audit.Event("movement.credit.record", f"credit:{credit.pk.hex}", None, after)])
        if brought.place is not None:
            credit_recorded.send(Credit, actor=actor, credit=credit, place=brought.place)
    return credit


def undo_credit(actor: PersonActor, credit: Credit, why: str) -> None:
    """Take a mistaken credit back: what stood before it stands again, the credit stays as undone with the reason.

    Raises ``Refused``, and changes nothing, when a document has been built on it.
    """
    policy.require(actor, CREDIT_UNDO, credit)
    reason = " ".join(why.split())[:300]
    if not reason:
        raise Refused(NO_REASON)
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, credit.student_id)
        fresh: Credit = Credit.objects.of(own).get(pk=credit.pk)
        if fresh.undone_at is not None:
            raise Refused(UNDONE)
        rows = Credit.objects.of(own).filter(pk=fresh.pk)
        rows.update(undone_at=actor.now, undone_by=actor.person_id, undone_why=reason)
        before = {"discipline": fresh.discipline, "hours": fresh.hours, "result": fresh.result}
        audit.append(head, actor, [audit.Event(CREDIT_UNDO, f"credit:{fresh.pk.hex}", before, None, reason)])
        if fresh.traces:
            credit_undone.send(Credit, actor=actor, credit=fresh)
