"""What is told of incidents. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class Event(StrEnum):
    """What happened."""

    DIGEST = "digest"
    ANOMALIES = "anomalies"
    OPENED = "opened"
    UNDONE = "undone"
    WAITS = "waits"
    RELEASED = "released"
    BREACH = "breach"


@dataclass(frozen=True, slots=True)
class SafetyNews:
    """Who hears of what. ``count``: changes of the day, anomalies, or marks taken back; ``at``: the last thing it tells of.

    ``incident`` or ``breach``, and ``number``: of which one, when it is about one.
    """

    event: Event
    people: frozenset[UUID]
    day: date
    at: datetime
    count: int = 0
    incident: UUID | None = None
    number: int = 0
    breach: UUID | None = None
