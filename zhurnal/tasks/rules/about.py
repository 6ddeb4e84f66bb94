"""What a task is about, as a typed reference: «journal.<id>», «finding.<id>.<kind>», «report.<name>?<what was asked>». Pure."""

import re
from dataclasses import dataclass
from uuid import UUID

LENGTH = 600
_SHAPE = re.compile(r"([a-z-]{2,20})(?:\.([0-9a-f]{32}))?(?:\.([a-z0-9_-]{1,40}))?(?:\?([A-Za-z0-9_=&:.%+-]{1,500}))?")


@dataclass(frozen=True, slots=True)
class About:
    """Kind of place, the id of its object (none for a page of the whole college), what of it, and what is asked of it: keys and ids, no words."""

    kind: str
    id: UUID | None = None
    tail: str = ""
    query: str = ""

    def __str__(self) -> str:
        place = ".".join(part for part in (self.kind, self.id.hex if self.id else "", self.tail) if part)
        return f"{place}?{self.query}" if self.query else place


def read(text: str) -> About | None:
    """The reference that a text is; None where it is none."""
    match = _SHAPE.fullmatch(text) if len(text) <= LENGTH else None
    if match is None:
        return None
    kind, pk, tail, query = match.groups()
    return About(kind, UUID(pk) if pk else None, tail or "", query or "")
