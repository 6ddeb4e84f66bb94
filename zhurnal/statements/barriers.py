"""What the floors above know of admission to an examination: they tell it here, since statements know nothing of modules (A4.10)."""

from collections.abc import Callable, Sequence
from uuid import UUID

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group

Barrier = Callable[[Group, UUID, Sequence[UUID]], dict[UUID, list[str]] | None]
_barriers: dict[Level, Barrier] = {}


def register_barrier(level: Level, barrier: Barrier) -> None:
    """Make a floor above known: (group, discipline, students) → why each is not admitted; None where it knows nothing."""
    _barriers[level] = barrier


def judged_above(level: str, group: Group, discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]] | None:
    """student → why he is not admitted (nothing: he is); None where no floor above judges the examination."""
    barrier = _barriers.get(Level(level))
    return barrier(group, discipline, students) if barrier else None
