"""Days of practice that stay open though a checker has looked the practice through: rooms above say which (A10.4)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

Opened = Callable[[UUID, UUID, date], frozenset[date]]
"""(college, page of practice, today) → its days that are open today."""

_openers: list[Opened] = []


def register_opener(opener: Opened) -> None:
    """Let the days that it names be written."""
    if opener not in _openers:
        _openers.append(opener)


def opened_days(college_id: UUID, page: UUID, today: date) -> frozenset[date]:
    """Days of the page that are open by somebody's word; each closes by itself."""
    return frozenset[date]().union(*(opener(college_id, page, today) for opener in _openers))
