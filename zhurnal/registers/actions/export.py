"""That a register was taken out as a file is written down: who, which group, how many people (2.1)."""

from django.db import transaction

from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.registers.policy import EXPORT


def note_export(actor: PersonActor, group: Group, rows: int) -> None:
    """One event in the college's own chain; names of people do not stand in it."""
    policy.require(actor, EXPORT, group)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        audit.append(head, actor, [audit.Event(EXPORT, f"group:{group.pk.hex}", None, {"rows": rows})])
