"""What undoing an incident does with one cell. Pure.

What others changed afterwards stays: only the incident's own changes at the end of a cell's history are taken back.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from zhurnal.incidents.rules.changes import value_of


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded change of a cell; ``before`` and ``after`` as the record tells them; ``returned``: undoing an incident wrote it."""

    id: UUID
    before: Any
    after: Any
    name: str
    at: datetime
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """The cell returns to this value."""

    now: str
    value: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class Stays:
    """Somebody else changed the cell afterwards: what he wrote stays. ``returned``: it was undone already."""

    value: str
    name: str
    at: datetime
    returned: bool = False


@dataclass(frozen=True, slots=True)
class Unreturned:
    """So many marks of a journal were to return and do not, and why."""

    course: UUID
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What undoing came to: marks that returned, and those that a journal kept."""

    done: int
    refused: tuple[Unreturned, ...] = ()


def of_cell(history: Sequence[Step], meant: Collection[UUID]) -> Back | Stays | None:
    """What becomes of the cell (its history in order); None when its last change already left it as it was before."""
    last = history[-1]
    if last.id not in meant:
        return Stays(value_of(last.after), last.name, last.at, last.returned)
    first = len(history) - 1
    while first > 0 and history[first - 1].id in meant:
        first -= 1
    told = history[first].before
    if told == last.after or (not told and not last.after):
        return None
    on = told.get("on") if isinstance(told, dict) else None
    return Back(value_of(last.after), value_of(told), date.fromisoformat(on) if on else None)
