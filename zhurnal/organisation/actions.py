"""Writing what a college decides for itself."""

from collections.abc import Mapping
from uuid import UUID

from django.db import connection, transaction

from zhurnal.kernel import audit
from zhurnal.kernel.models import ChainHead
from zhurnal.kernel.policy import Actor
from zhurnal.organisation.models import College
from zhurnal.organisation.rules.parameters import SETTING, Parameters, read_parameters


def hold_college(college_id: UUID) -> College:
    """The college's row, held until the transaction ends. Before anything else is locked: whoever comes the other way round meets him in a deadlock."""
    rows = College.objects.filter(pk=college_id)
    return (rows.select_for_update(no_key=True) if connection.features.has_select_for_update else rows).get()


def lock_parameters(actor: Actor) -> tuple[ChainHead, Parameters]:
    """(head of the college's chain, what stands now), both locked until the transaction ends, the college first as everywhere."""
    head, college = _locked(actor)
    return head, read_parameters(college.parameters)


def _locked(actor: Actor) -> tuple[ChainHead, College]:
    college = hold_college(actor.college_id)
    return audit.lock(actor.college_id, actor.college_id), college


@transaction.atomic
def set_parameters(actor: Actor, action: str, values: Mapping[str, object], reason: str = "") -> list[audit.Event]:
    """Write what differs from what stands and tell it, an event each; nothing is told where nothing differs.

    ``values`` have been held against their limits, and the actor's right has been asked for.
    """
    head, college = _locked(actor)
    before = read_parameters(college.parameters)
    changed = {name: value for name, value in sorted(values.items()) if getattr(before, name) != value}
    if not changed:
        return []
    College.objects.filter(pk=actor.college_id).update(parameters={**college.parameters, **changed})
    events = [
        audit.Event(action, f"{SETTING}{name}", getattr(before, name), value, reason) for name, value in changed.items()
    ]
    audit.append(head, actor, events)
    return events
