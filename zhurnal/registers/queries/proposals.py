"""Corrections that wait for an answer, and those answered lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from zhurnal.kernel import policy
from zhurnal.kernel.readings import tell
from zhurnal.people.actor import PersonActor
from zhurnal.people.rules.names import full_name, list_name
from zhurnal.registers.policy import DECIDE
from zhurnal.registers.rules.fields import BY_KEY
from zhurnal.registers.rules.proposals import STATE_WORDS, ProposalState
from zhurnal.registers.rules.reading import shown_value
from zhurnal.registers.sheet import read_sheet

MEMORY = timedelta(days=30)  # answered ones stay on the page


@dataclass(frozen=True, slots=True)
class Wished:
    """A proposal as the leader sees it. ``now``: what is written today; ``by``: who proposes."""

    id: UUID
    student: UUID
    student_name: str
    title: str
    subject: str
    now: str
    value: str
    note: str
    by: str
    made_at: datetime
    open: bool
    words: str
    answer: str


def load_proposals(actor: PersonActor) -> tuple[list[Wished], list[Wished]]:
    """Waiting, oldest first; answered lately, newest first. Four statements."""
    rows = policy.visible(actor, DECIDE).filter(
        Q(state=ProposalState.OPEN)
        | Q(state__in=(ProposalState.ACCEPTED, ProposalState.DECLINED), decided_at__gte=actor.now - MEMORY)
    )
    people = [
        f"{who}__{part}" for who in ("student", "subject", "made_by") for part in ("surname", "given", "patronymic")
    ]
    found = list(
        rows.order_by("made_at", "pk").values_list(
            "pk", "student_id", "subject_id", "field", "value", "note", "state", "answer", "made_at", *people
        )
    )
    tell(actor, DECIDE, people={who for row in found for who in row[1:3]})
    sheet = read_sheet(actor, {row[1] for row in found if row[6] == ProposalState.OPEN}, {row[3] for row in found})
    wished = []
    for pk, student, subject, key, value, note, state, answer, made_at, *names in found:
        one = BY_KEY[key]
        wished.append(
            Wished(
                pk, student, list_name(names[0], names[1]), one.title, full_name(*names[3:6]) if one.of_parent else "",
                shown_value(one, sheet.value(subject, one)), shown_value(one, value), note, full_name(*names[6:9]),
                made_at.astimezone(actor.now.tzinfo), state == ProposalState.OPEN, STATE_WORDS[ProposalState(state)], answer,
            )
        )  # fmt: skip
    return [one for one in wished if one.open], [one for one in reversed(wished) if not one.open]
