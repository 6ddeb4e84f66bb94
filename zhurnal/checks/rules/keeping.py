"""What becomes of kept findings when a check has found anew: none stands twice, each closes and returns by itself (A10.4)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from zhurnal.checks.rules.catalogue import Rule, Settings
from zhurnal.checks.rules.facts import Found
from zhurnal.checks.rules.states import State, Step

Place = tuple[UUID, str, str]
"""Course, rule, place."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as it is kept."""

    id: UUID
    state: str
    evidence: str
    teacher: UUID | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``opened``: new ones; ``returned``: closed ones that are open again; ``reworded``: open or dismissed ones that now say something else;

    ``closed``: open ones that were not found, with what closed them. Everything else stays as it is.
    """

    opened: tuple[Found, ...]
    returned: tuple[tuple[Kept, Found], ...]
    reworded: tuple[tuple[Kept, Found], ...]
    closed: tuple[tuple[Kept, Step], ...]


def place_of(found: Found) -> Place:
    """Where a finding stands."""
    return found.course, found.rule.value, found.place


def compare(kept: Mapping[Place, Kept], found: Iterable[Found], settings: Settings) -> Outcome:
    """Hold what was found beside what is kept of the same journals."""
    now = {place_of(one): one for one in found}
    both = [(kept[place], one) for place, one in now.items() if place in kept]
    return Outcome(
        opened=tuple(one for place, one in now.items() if place not in kept),
        returned=tuple((row, one) for row, one in both if row.state == State.CLOSED),
        reworded=tuple(
            (row, one) for row, one in both
            if row.state != State.CLOSED and (row.evidence, row.teacher) != (one.evidence, one.teacher)
        ),
        closed=tuple(
            (row, Step.GONE if settings[Rule(place[1])].on else Step.SWITCHED_OFF)
            for place, row in kept.items()
            if row.state == State.OPEN and place not in now
        ),
    )  # fmt: skip
