"""What the room tells the floors above. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Event(StrEnum):
    """What happened with a task."""

    GIVEN = "given"
    REPORTED = "reported"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    POSTPONED = "postponed"
    SAID = "said"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class TaskNews:
    """To be told to ``people``; ``by``: who did it, by his short name. The task's own words stay behind its door."""

    event: Event
    task: UUID
    due: date
    by: str
    people: frozenset[UUID]
