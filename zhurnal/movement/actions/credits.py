"""Перезачёт: results that a student brought, written beside the journal and not into it (A7.3, A2.13)."""

from dataclasses import dataclass

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.movement.models import Credit
from zhurnal.movement.rules.places import Place
from zhurnal.movement.signals import credit_recorded
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


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
    policy.require(actor, "movement.credit.record", student)
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
