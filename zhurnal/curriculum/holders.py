"""What the floors above have hung on topics: they tell it here, since the curriculum knows nothing of lessons."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Held:
    """A topic that a lesson has recorded. ``words``: where, «12.09, Э-21»."""

    topic: UUID
    course: UUID
    words: str


Holder = Callable[[UUID, UUID], Iterable[Held]]
_holders: list[Holder] = []


def register_holder(holder: Holder) -> None:
    """Make a floor above known: (college, programme) → topics that it holds."""
    if holder not in _holders:
        _holders.append(holder)


def held_topics(college_id: UUID, programme_id: UUID) -> list[Held]:
    """Topics of the programme that must stay, and who holds them."""
    return [held for holder in _holders for held in holder(college_id, programme_id)]
