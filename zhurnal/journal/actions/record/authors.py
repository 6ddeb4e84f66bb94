"""Who wrote a place last."""

from datetime import datetime
from uuid import UUID

from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor


def last_author(actor: PersonActor, chain: UUID, target: str) -> tuple[str, datetime | None]:
    """(name, moment in the college's time) of the last change of a place."""
    rows = Change.objects.of(actor.college_id).filter(target=target, chain=chain).order_by("-seq")
    row = rows.values_list("actor_name", "at").first()
    return (row[0], row[1].astimezone(actor.now.tzinfo)) if row else ("", None)
