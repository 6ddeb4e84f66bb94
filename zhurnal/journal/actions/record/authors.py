"""Who wrote a place last, and that he hears of it when another changes it."""

from datetime import datetime
from uuid import UUID

from zhurnal.journal.actions.record.desk import Desk
from zhurnal.kernel.models import Change
from zhurnal.people.actor import PersonActor


def last_author(actor: PersonActor, chain: UUID, target: str) -> tuple[str, datetime | None]:
    """(name, moment in the college's time) of the last change of a place."""
    rows = Change.objects.of(actor.college_id).filter(target=target, chain=chain).order_by("-seq")
    row = rows.values_list("actor_name", "at").first()
    return (row[0], row[1].astimezone(actor.now.tzinfo)) if row else ("", None)


def note_corrected(desk: Desk, lesson: UUID, target: str) -> None:
    """Words that somebody else wrote are about to change: their author hears of it, as of a changed cell (A5.7)."""
    rows = Change.objects.of(desk.actor.college_id).filter(target=target, chain=desk.course.id).order_by("-seq")
    author = rows.values_list("actor_id", flat=True).first()
    if author not in (None, desk.actor.person_id):
        desk.corrected.setdefault(author, set()).add(lesson)
