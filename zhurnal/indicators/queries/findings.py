"""How many findings of the checks stand open, by journal and teacher. One statement."""

from datetime import date
from uuid import UUID

Of = dict[tuple[UUID, UUID | None], int]


def findings_of(college_id: UUID, journals: dict[UUID, int], day: date, *, whole: bool = False) -> Of | None:
    """(journal, who can repair it) → findings open on the day; None while no checks are kept."""
    return None
