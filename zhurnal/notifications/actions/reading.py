"""Reading one's own notices."""

from datetime import UTC

from django.db import transaction

from zhurnal.kernel import policy
from zhurnal.notifications.actions.counting import count_unread, lock_inboxes
from zhurnal.notifications.models import Notice
from zhurnal.notifications.policy import READ
from zhurnal.people.actor import PersonActor


def read_notice(actor: PersonActor, notice: Notice) -> None:
    """The person has seen it."""
    policy.require(actor, READ, notice)
    _read(actor, notice)


def read_all(actor: PersonActor) -> None:
    """The person has seen everything that waits."""
    _read(actor, None)


def _read(actor: PersonActor, one: Notice | None) -> None:
    if actor.person_id is None:
        return
    with transaction.atomic():
        lock_inboxes(actor.college_id, [actor.person_id])
        rows = policy.visible(actor, READ).filter(read_at__isnull=True)
        (rows.filter(pk=one.pk) if one else rows).update(read_at=actor.now.astimezone(UTC))
        count_unread(actor.college_id, [actor.person_id])
