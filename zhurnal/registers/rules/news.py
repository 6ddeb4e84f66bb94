"""What registers tell the floors above: a correction asked for, answered; a leader reminded."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """A student or parent proposed a correction. ``field``: its title."""

    proposal: UUID
    student: UUID
    field: str


@dataclass(frozen=True, slots=True)
class Answered:
    """The group leader answered whoever had proposed it."""

    proposal: UUID
    student: UUID
    person: UUID
    field: str
    accepted: bool
    words: str


@dataclass(frozen=True, slots=True)
class Reminded:
    """Leaders of a group are asked to complete its register."""

    group: UUID
    name: str
    percent: int
    missing: int
    leaders: tuple[UUID, ...]
