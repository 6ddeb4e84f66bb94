"""What is told about a changed lesson. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Doing(StrEnum):
    """What was done."""

    SUBSTITUTED = "substituted"
    CANCELLED = "cancelled"
    MOVED = "moved"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class News:
    """One lesson that stands otherwise. ``planned``: who would have given it, ``teacher``: who gives it now, if anybody.

    ``words``: «Э-21, Электротехника»; ``place``: «24 ноября, 3 пара»; ``reason``: never told to families.
    """

    doing: Doing
    lesson: UUID
    group: UUID
    date: date
    words: str
    place: str
    planned: UUID | None = None
    teacher: UUID | None = None
    reason: str = ""
