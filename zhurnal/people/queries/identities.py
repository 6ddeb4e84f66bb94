"""A person's own bindings to an identity broker."""

from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Identity


def identities_of(actor: PersonActor) -> list[Identity]:
    """The oldest first, moments in the college's time. One statement."""
    rows = list(Identity.objects.of(actor.college_id).filter(account=actor.account_id).order_by("bound_at", "pk"))
    for row in rows:
        row.bound_at = row.bound_at.astimezone(actor.now.tzinfo)
    return rows
