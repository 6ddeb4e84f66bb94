"""What a task is about, as a typed reference: «journal.<id>», «finding.<id>.<kind>». Pure."""

import re
from dataclasses import dataclass
from uuid import UUID

LENGTH = 80
_SHAPE = re.compile(r"([a-z-]{2,20})(?:\.([0-9a-f]{32}))?(?:\.([a-z0-9_-]{1,40}))?")


@dataclass(frozen=True, slots=True)
class About:
    """Kind of place, the id of its object (none for a page of the whole college), and what of it."""

    kind: str
    id: UUID | None = None
    tail: str = ""

    def __str__(self) -> str:
        return ".".join(part for part in (self.kind, self.id.hex if self.id else "", self.tail) if part)


def read(text: str) -> About | None:
    """The reference that a text is; None where it is none."""
    match = _SHAPE.fullmatch(text) if len(text) <= LENGTH else None
    if match is None:
        return None
    kind, pk, tail = match.groups()
    return About(kind, UUID(pk) if pk else None, tail or "")
