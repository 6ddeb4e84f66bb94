"""Opening what is guarded: each look at special categories is written down before anything is shown (ст. 10 152-ФЗ, 2.1)."""

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.registers.policy import OPEN_SPECIAL


def open_special(actor: PersonActor, student: Person) -> None:
    """One event in the student's chain."""
    policy.require(actor, OPEN_SPECIAL, student)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        audit.append(head, actor, [audit.Event(OPEN_SPECIAL, f"register:{student.pk.hex}:special", None, None)])
