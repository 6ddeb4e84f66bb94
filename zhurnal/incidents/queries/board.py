"""Incidents and what the rules found, for whoever answers for it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zhurnal.incidents.models import Anomaly
from zhurnal.incidents.policy import BREACH_WRITE, READ, SETTLE, WATCH
from zhurnal.incidents.queries.breach import BreachRow, breach_rows
from zhurnal.incidents.rules.wording import sentence, title_of
from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import short_name

SHOWN = 100


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident in the list."""

    id: UUID
    number: int
    name: str
    opened_at: datetime
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class AnomalyRow:
    """An anomaly in the list; ``answerable``: it waits for this actor's answer."""

    id: UUID
    title: str
    name: str
    student: str
    sentence: str
    found_at: datetime
    answerable: bool
    words: str
    answered_by: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Board:
    """The page."""

    breaches: tuple[BreachRow, ...]
    notifies: bool
    incidents: tuple[IncidentRow, ...]
    waiting: tuple[AnomalyRow, ...]
    answered: tuple[AnomalyRow, ...]


def board(actor: PersonActor) -> Board:
    """The latest of all three. Three statements."""
    rows = policy.visible(actor, READ).select_related("person").order_by("-number")[:SHOWN]
    related = ("person", "student", "settled_by", "incident")
    found = policy.visible(actor, WATCH).select_related(*related).order_by("-found_at", "key")[:SHOWN]
    signals = [_signal(actor, one) for one in found]
    tell(actor, READ, people={one.person_id for one in rows})
    tell(actor, WATCH, people={who for one in found for who in (one.person_id, one.student_id) if who})
    return Board(
        tuple(breach_rows(actor)),
        policy.may(actor, BREACH_WRITE),
        tuple(_incident(actor, one) for one in rows),
        tuple(row for row, one in zip(signals, found, strict=True) if one.settled_at is None),
        tuple(row for row, one in zip(signals, found, strict=True) if one.settled_at is not None),
    )


def state_of(incident: Any) -> tuple[str, str]:
    """An incident's state in words, and the tone of its tag."""
    if incident.released_at is not None:
        return "закрыт", ""
    return ("ждёт второй подписи", "warn") if incident.agreed_at is not None else ("старые отметки заморожены", "bad")


def _incident(actor: PersonActor, one: Any) -> IncidentRow:
    return IncidentRow(one.pk, one.number, one.person.short, one.opened_at.astimezone(actor.now.tzinfo), *state_of(one))


def _signal(actor: PersonActor, one: Anomaly) -> AnomalyRow:
    first, last = (moment.astimezone(actor.now.tzinfo) for moment in (one.first_at, one.last_at))
    by, student = one.settled_by, one.student
    answers = policy.may(actor, SETTLE) and one.settled_at is None and one.person_id != actor.person_id
    return AnomalyRow(
        one.pk, title_of(one.rule), one.person.short, student.listed if student else "",
        sentence(one.facts, first, last), one.found_at.astimezone(actor.now.tzinfo), answers, one.words,
        short_name(by.surname, by.given, by.patronymic) if by else "", one.incident.number if one.incident else None,
    )  # fmt: skip
