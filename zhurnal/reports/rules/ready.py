"""A report that made itself, as its reader is told of it. Pure."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Ready:
    """``trouble``: why there is no file, a sentence; empty when there is one."""

    built: UUID
    person: UUID
    name: str
    title: str
    due: date
    trouble: str = ""
