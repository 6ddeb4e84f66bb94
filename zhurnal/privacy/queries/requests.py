"""Requests of subjects: one's own, and the officer's list with the clock."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zhurnal.kernel.policy import visible
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.privacy.calendar import free_days
from zhurnal.privacy.models import SubjectRequest
from zhurnal.privacy.policy import ANSWER, ASK
from zhurnal.privacy.rules.clock import left
from zhurnal.privacy.rules.requests import KIND_WORDS, Kind


@dataclass(frozen=True, slots=True)
class Asked:
    """A request. ``left``: working days for the answer, below zero when it is overdue."""

    id: UUID
    number: int
    subject: UUID
    about: str
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
    """What the reader asked about himself and whom he still speaks for. Two statements."""
    own = visible(actor, ASK).values("pk")
    return _asked(actor, SubjectRequest.objects.of(actor.college_id).filter(asked_by=actor.person_id, subject__in=own))


def all_requests(actor: PersonActor) -> list[Asked]:
    """Of the whole college: what waits first, the nearest term before the others. Two statements."""
    found = _asked(actor, visible(actor, ANSWER))
    tell(actor, ANSWER, people={one.subject for one in found})
    return sorted(found, key=lambda one: (not one.open, one.due if one.open else date.max))


def _asked(actor: PersonActor, rows: object) -> list[Asked]:
    free, zone = free_days(actor.college_id, actor.today), actor.now.tzinfo
    found = rows.select_related("subject", "asked_by").order_by("-number")[:300]  # type: ignore[attr-defined]
    return [
        Asked(
            row.pk, row.number, row.subject_id, str(row.subject), str(row.asked_by), KIND_WORDS[Kind(row.kind)], row.text,
            row.asked_at.astimezone(zone), row.due, left(actor.today, row.due, free), row.longer, row.answer,
            row.answered_at.astimezone(zone) if row.answered_at else None,
        )
        for row in found
    ]  # fmt: skip
