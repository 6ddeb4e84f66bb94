"""That a list was taken out is written down: who, which, how many rows (2.1)."""

from django.db import transaction

from zhurnal.exchange.lists import LISTS
from zhurnal.kernel import audit, policy
from zhurnal.kernel.errors import Absent
from zhurnal.people.actor import PersonActor


def note_export(actor: PersonActor, name: str, rows: int) -> None:
    """One event in the college's own chain; names of people do not stand in it."""
    described = LISTS.get(name)
    if described is None or not policy.may(actor, described.action):
        raise Absent
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        audit.append(head, actor, [audit.Event("exchange.list.export", f"list:{name}", None, {"rows": rows})])
