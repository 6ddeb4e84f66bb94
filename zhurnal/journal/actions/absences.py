"""A parent (or a student of age) tells why he was or will be absent; the group leader decides (3.5, A6.5)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from zhurnal.journal.actions.record.store import move_feeds
from zhurnal.journal.models import Excuse
from zhurnal.journal.rules.causes import cause_of, note_of
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import audit, policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.models import Person


@dataclass(frozen=True, slots=True)
class Told:
    """What was told: days, the chosen cause, a comment."""

    since: date
    until: date
    cause: str
    comment: str = ""


def tell_cause(actor: PersonActor, student: Person, told: Told) -> Excuse:
    """Send the cause to the group leader; until he accepts it the absence stays without a cause.

    The same message sent twice stands once.
    """
    policy.require(actor, "journal.absence.tell", student)
    cause = cause_of(told.cause)
    note = note_of(cause, told.comment)
    with transaction.atomic():
        head = audit.lock(actor.college_id, student.pk)
        same = Excuse.objects.of(actor.college_id).filter(
            student=student.pk, since=told.since, until=told.until, kind=cause.kind, note=note, state=RequestState.OPEN
        )
        standing: Excuse | None = same.first()
        if standing is not None:
            return standing
        excuse: Excuse = Excuse.objects.create(
            college_id=actor.college_id, student_id=student.pk, since=told.since, until=told.until,
            kind=cause.kind, note=note, set_by_id=actor.person_id, state=RequestState.OPEN,
        )  # fmt: skip
        after = {"since": told.since.isoformat(), "until": told.until.isoformat(), "kind": str(cause.kind)}
        event = audit.Event("journal.absence.tell", f"excuse:{excuse.pk.hex}", None, after, note)
        audit.append(head, actor, [event])
        move_feeds(actor.college_id, {student.pk}, None, actor.today)
    return excuse
