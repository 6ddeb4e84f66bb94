"""The college decides which fields it keeps and which it demands."""

from collections.abc import Collection

from django.db import transaction

from zhurnal.kernel import audit, policy, sql
from zhurnal.kernel.errors import Absent
from zhurnal.kernel.ids import uuid7
from zhurnal.people.actor import PersonActor
from zhurnal.registers.chosen import chosen_fields
from zhurnal.registers.models import RegisterField
from zhurnal.registers.policy import SET_FIELDS
from zhurnal.registers.rules.fields import FIELDS


def set_fields(actor: PersonActor, used: Collection[str], required: Collection[str]) -> int:
    """Keep ``used``, demand ``required`` of them; returns how many fields changed. Values of dropped fields stay unseen."""
    if not policy.may(actor, SET_FIELDS):
        raise Absent
    own = actor.college_id
    with transaction.atomic():
        head = audit.lock(own, own)
        chosen = chosen_fields(own)
        kept = {one.key for one in chosen.fields}
        events, rows = [], []
        for one in FIELDS:
            before = {"used": one.key in kept, "required": one.key in chosen.required}
            after = {"used": one.key in used, "required": one.key in used and one.key in required}
            if before != after:
                rows.append(RegisterField(id=uuid7(), college_id=own, field=one.key, **after))
                events.append(audit.Event(SET_FIELDS, f"register_field:{one.key}", before, after))
        sql.insert(RegisterField, rows, ("college_id", "field"), ("used", "required"))
        audit.append(head, actor, events)
    return len(events)
