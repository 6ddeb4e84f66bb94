"""Requests to open closed lessons: those that wait, and what became of the others."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F

from zhurnal.journal.queries.place_names import named_places
from zhurnal.journal.rules.signs import RequestState
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name, short_name

DECIDED_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A request in words; moments stand by the college's clock, without a zone, as they are read."""

    id: UUID
    lesson: UUID
    day: date
    group: str
    discipline: str
    teacher: str
    reason: str
    asked_at: datetime
    state: str
    decided_by: str
    answer: str
    open_until: datetime | None
    decides: bool
    places: str

    @property
    def is_open(self) -> bool:
        """Whether it waits."""
        return self.state == RequestState.OPEN

    @property
    def is_approved(self) -> bool:
        """Whether the lesson was opened."""
        return self.state == RequestState.APPROVED


def requests_of(actor: PersonActor) -> tuple[list[Asked], list[Asked]]:
    """(waiting, the oldest first; decided, the newest first). Three statements, five when places are named."""
    rows = policy.visible(actor, "oversight.request.read").filter(remark__isnull=True)  # the rest are remarks
    deciding = set(
        policy.visible(actor, "oversight.request.decide").filter(state=RequestState.OPEN).values_list("pk", flat=True)
    )
    columns = (
        "pk", "lesson_id", "lesson__date", "course__group__name", "course__discipline__short_name",
        "course__discipline__name", "teacher__surname", "teacher__given", "teacher__patronymic", "reason", "asked_at",
        "state", "answer", "open_until", "places", "decided_by__surname", "decided_by__given", "decided_by__patronymic",
    )  # fmt: skip
    waiting = rows.filter(state=RequestState.OPEN).order_by("asked_at", "pk").values_list(*columns)
    decided = rows.exclude(state=RequestState.OPEN).order_by(F("decided_at").desc(nulls_last=True), "-pk")
    zone = actor.now.tzinfo

    def asked(row: tuple) -> Asked:  # type: ignore[type-arg]
        (
            pk,
            lesson,
            day,
            group,
            short,
            name,
            surname,
            given,
            patronymic,
            reason,
            at,
            state,
            answer,
            until,
            places,
            *by,
        ) = row
        return Asked(
            id=pk, lesson=lesson, day=day, group=group, discipline=short or name,
            teacher=full_name(surname, given, patronymic), reason=reason, asked_at=at.astimezone(zone).replace(tzinfo=None), state=state,
            decided_by=short_name(*by) if by[0] else "", answer=answer,
            open_until=until.astimezone(zone).replace(tzinfo=None) if until else None, decides=pk in deciding,
            places=named.get((lesson, places), ""),
        )  # fmt: skip

    first, second = list(waiting), list(decided.values_list(*columns)[:DECIDED_SHOWN])
    named = named_places(actor.college_id, ((row[1], row[14]) for row in (*first, *second)))
    return [asked(row) for row in first], [asked(row) for row in second]
