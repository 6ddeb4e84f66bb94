"""What the floors above know of an examination: who is admitted to it, which days are closed (A4.10, 2.6).

They tell it here, since statements know nothing of modules.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from zhurnal.assessment.rules.levels import Level
from zhurnal.curriculum.models import Group
from zhurnal.kernel import audit
from zhurnal.kernel.refusal import Refusal

Barrier = Callable[[Group, UUID, Sequence[UUID]], dict[UUID, list[str]] | None]
_barriers: dict[Level, Barrier] = {}
DayBarrier = Callable[[UUID, UUID, date], Refusal | None]
_days: dict[Level, DayBarrier] = {}


def register_barrier(level: Level, barrier: Barrier) -> None:
    """Make a floor above known: (group, discipline, students) → why each is not admitted; None where it knows nothing."""
    _barriers[level] = barrier


def judged_above(level: str, group: Group, discipline: UUID, students: Sequence[UUID]) -> dict[UUID, list[str]] | None:
    """student → why he is not admitted (nothing: he is); None where no floor above judges the examination."""
    barrier = _barriers.get(Level(level))
    return barrier(group, discipline, students) if barrier else None


def register_days(level: Level, barrier: DayBarrier) -> None:
    """Make closed days known: (college, group, day) → why no examination of the level is dated so."""
    _days[level] = barrier


def refused_day(college_id: UUID, level: str, group: UUID, day: date) -> Refusal | None:
    """Why no statement of the level is dated that day; asked within a transaction, behind the lock of whoever closes days.

    The lock is the group's chain. It is taken before the statement's own.
    """
    barrier = _days.get(Level(level))
    if barrier is None:
        return None
    audit.lock(college_id, group)
    return barrier(college_id, group, day)
