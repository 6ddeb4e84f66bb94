"""That a report which names people was taken out as a file is written down (152-ФЗ)."""

from collections.abc import Mapping

from django.db import transaction

from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor

EXPORTED = "reports.report.export"


def note_export(actor: PersonActor, report: str, form: str, sent: Mapping[str, str]) -> None:
    """One event in the college's own chain: which report of what, no names. Who may was asked by whoever built it."""
    with transaction.atomic():
        head = audit.lock(actor.college_id, actor.college_id)
        audit.append(head, actor, [audit.Event(EXPORTED, f"report:{report}", None, {"form": form, **sent})])
