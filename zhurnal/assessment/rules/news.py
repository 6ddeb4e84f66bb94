"""What the closing of a term tells the floors above."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReopeningAnswered:
    """A second person answered a request to open a closed term; ``why``: of a refusal, "" when the term stands open."""

    request: UUID
    asked_by: UUID
    group: UUID
    group_name: str
    term: UUID
    number: int
    agreed: bool
    why: str = ""
