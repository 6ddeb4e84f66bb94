"""That somebody carried away all that is held about a person is written down."""

from django.db import transaction

from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person
from zhurnal.privacy.policy import TAKE


def note_taken(actor: PersonActor, subject: Person, rows: int) -> None:
    """``rows``: how many went out. Asks for the same fresh proof as the door to it."""
    policy.require(actor, TAKE, subject)
    with transaction.atomic():
        head = audit.lock(actor.college_id, subject.pk)
        event = audit.Event("privacy.held.taken", f"person:{subject.pk.hex}", None, {"rows": rows})
        audit.append(head, actor, [event])
