"""A kind of work as a person describes it, and how its changes are named in the record."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

CHANGED, MOVED, WEIGHED = "assessment.kind", "assessment.kind.order", "assessment.weight"


@dataclass(frozen=True, slots=True)
class Described:
    """``weight`` in hundredths, ``closed_on``: the first day whose lessons are not offered it."""

    name: str
    short: str
    weight: int
    marks_everyone: bool
    closed_on: date | None = None

    def told(self) -> dict[str, Any]:
        """For the record of changes, which tells weights apart."""
        told = asdict(self) | {"closed_on": self.closed_on and self.closed_on.isoformat()}
        del told["weight"]
        return told
