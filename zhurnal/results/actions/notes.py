"""That a personal record was opened, or results were taken out as a file, is written down: who, whose, when (152-ФЗ)."""

from django.db import transaction

from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.results.policy import EXPORT


def note_opening(actor: PersonActor, action: str, student: Person, file: str = "") -> None:
    """One event in the student's own chain; ``file``: what was taken out. The action was asked at the door."""
    policy.require(actor, action, student)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        audit.append(
            head, actor, [audit.Event(action, f"student:{student.pk.hex}", None, {"file": file} if file else None)]
        )


def note_export(actor: PersonActor, what: str, group: Group | None, rows: int) -> None:
    """One event in the college's own chain; names of people do not stand in it."""
    if group is not None:
        policy.require(actor, EXPORT, group)
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        target = f"group:{group.pk.hex}" if group else "groups"
        audit.append(head, actor, [audit.Event(EXPORT, target, None, {"what": what, "rows": rows})])
