"""That a package or a list for the state was taken out is written down: who, which (2.1)."""

from uuid import UUID

from django.db import transaction

from zhurnal.archive.models import YearPackage
from zhurnal.kernel import audit
from zhurnal.people.actor import PersonActor


def note_package(actor: PersonActor, package: YearPackage) -> None:
    """In the chain of the year. The door was passed by the caller."""
    _note(actor, package.year_id, "archive.package.taken", f"package:{package.pk.hex}", {"sha256": package.sha256})


def note_list(actor: PersonActor, which: str, group: UUID | None, rows: int) -> None:
    """In the college's own chain; names of people do not stand in it."""
    target = f"group:{group.hex}" if group else "list:college"
    _note(actor, actor.college_id, f"archive.{which}.taken", target, {"rows": rows})


def _note(actor: PersonActor, chain: UUID, action: str, target: str, after: object) -> None:
    with transaction.atomic():
        head = audit.lock(actor.college_id, chain)
        audit.append(head, actor, [audit.Event(action, target, None, after)])
