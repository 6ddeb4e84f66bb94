"""Requests of subjects: one's own, and the officer's list with the clock."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.calendar import free_days
from zhurnal.privacy.models import SubjectRequest
from zhurnal.privacy.policy import ANSWER, ASK
from zhurnal.privacy.rules.clock import left
from zhurnal.privacy.rules.requests import KIND_WORDS, Kind

MOST = 300  # on a page


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``left``: working days for the answer, below zero when it is overdue."""

    id: UUID
    number: int
    subject: UUID
    about: str
    asker: UUID
    asked_by: str
    kind: str
    text: str
    asked_at: datetime
    due: date
    left: int
    longer: str
    answer: str
    answered_at: datetime | None

    @property
    def open(self) -> bool:
        """Whether it waits."""
        return self.answered_at is None

    @property
    def overdue(self) -> int:
        """By how many working days, 0 while it is not."""
        return max(0, -self.left) if self.open else 0


def own_requests(actor: PersonActor) -> list[Asked]:
    """What the reader asked about himself and whom he still speaks for, and what others asked about himself. Two statements."""
    own = visible(actor, ASK).values("pk")
    mine = Q(asked_by=actor.person_id, subject__in=own) | Q(subject=actor.person_id)
    return _asked(actor, SubjectRequest.objects.of(actor.college_id).filter(mine))[0]


def all_requests(actor: PersonActor) -> tuple[list[Asked], int]:
    """Of the whole college: what waits first, the nearest term before the others; and how many older ones are not shown."""
    found, more = _asked(actor, visible(actor, ANSWER))
    tell(actor, ANSWER, people={one.subject for one in found})
    return sorted(found, key=lambda one: (not one.open, one.due if one.open else date.max)), more


def _asked(actor: PersonActor, rows: QuerySet[SubjectRequest]) -> tuple[list[Asked], int]:
    """What waits before what is answered, the newest first, as many as a page bears; how many more there are."""
    free, zone = free_days(actor.college_id, actor.today), actor.now.tzinfo
    ordered = rows.select_related("subject", "asked_by").order_by(F("answered_at").desc(nulls_first=True), "-number")
    found = list(ordered[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    shown = [
        Asked(
            row.pk, row.number, row.subject_id, str(row.subject), row.asked_by_id, str(row.asked_by), KIND_WORDS[Kind(row.kind)], row.text,
            row.asked_at.astimezone(zone), row.due, left(actor.today, row.due, free), row.longer, row.answer,
            row.answered_at.astimezone(zone) if row.answered_at else None,
        )
        for row in found[:MOST]
    ]  # fmt: skip
    return sorted(shown, key=lambda one: -one.number), more
