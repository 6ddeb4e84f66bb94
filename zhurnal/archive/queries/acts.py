"""What the page of every act shows."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ActHead:
    """An act without its lines. ``mine``: drawn up by who looks at it."""

    id: UUID
    number: int
    dated: date
    chair: str
    members: tuple[str, ...]
    state: str
    words: str
    made_by: str
    mine: bool
    done_by: str
    done_at: datetime | None
