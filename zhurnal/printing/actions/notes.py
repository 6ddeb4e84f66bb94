"""That pages of a journal were taken out on paper is written down: who, of which group, what, when (152-ФЗ)."""

from django.db import transaction

from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor
from zhurnal.printing.policy import PRINT


def note_print(actor: PersonActor, group: Group, what: str, pages: int) -> None:
    """One event in the college's own chain; names of people do not stand in it. The door was asked before."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        event = audit.Event(PRINT, f"group:{group.pk.hex}", None, {"what": what, "sections": pages})
        audit.append(head, actor, [event])
