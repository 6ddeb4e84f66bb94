"""Checks and their remarks as they stood on a day: who looked at what and when, what was found, by when, what was done (2.5, 2.6, A9)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from zhurnal.inspection.models import Round
from zhurnal.inspection.policy import READ, READ_ROUND
from zhurnal.inspection.queries.counts import morning
from zhurnal.inspection.queries.lines import Line, lines
from zhurnal.inspection.queries.rounds import KIND_WORDS, checkers_of, parts_of, scope_words
from zhurnal.inspection.queries.stood import stood_then
from zhurnal.inspection.rules.states import State, Totals, totals
from zhurnal.kernel import policy
from zhurnal.people.actor import PersonActor


@dataclass(frozen=True, slots=True)
class CheckedRound:
    """A round and what had become of its remarks; ``row`` is None for remarks written outside of these rounds."""

    row: Round | None
    scope: str
    checkers: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class Checked:
    """Rounds by their days; remarks by journal with the number of their round."""

    rounds: tuple[CheckedRound, ...]
    lines: tuple[tuple[Line, str], ...]


def checked_between(actor: PersonActor, since: date, day: date, department: UUID | None = None) -> Checked:
    """Rounds that went on between two days and remarks issued then, as they stood on the second. A constant number of statements."""
    rounds = policy.visible(actor, READ_ROUND).filter(since__lte=day, until__gte=since).select_related("department")
    remarks = policy.visible(actor, READ).filter(
        issued_at__gte=morning(actor, since), issued_at__lt=morning(actor, day + timedelta(days=1))
    )
    if department is not None:
        rounds = rounds.filter(Q(department=department) | Q(department__isnull=True))
        remarks = remarks.filter(course__group__department=department)
    known = list(rounds.order_by("since", "number"))
    numbers = {one.pk: one.number for one in known}
    found = lines(actor, remarks.order_by("course__group__name", "course__discipline__index", "number"))
    if day < actor.today:
        stood = stood_then(actor.college_id, [one.id for one in found], morning(actor, day + timedelta(days=1)))
        found = [one.on(day, stood.get(one.id)) for one in found]
    own: dict[UUID | None, list[tuple[State, date | None]]] = defaultdict(list)
    for one in found:
        own[one.round if one.round in numbers else None].append((one.state, one.due))
    people, parts = checkers_of(actor, known), parts_of(actor, known)
    shown = [
        CheckedRound(
            one, f"{scope_words(one, parts[one.pk])}; {KIND_WORDS[one.kind]}", ", ".join(people[one.pk]),
            totals(own[one.pk], day),
        )
        for one in known
    ]  # fmt: skip
    if own[None]:
        shown.append(CheckedRound(None, "", "", totals(own[None], day)))
    rows = ((one, f"№ {numbers[one.round]}" if one.round in numbers else "") for one in found)
    return Checked(tuple(shown), tuple(rows))
