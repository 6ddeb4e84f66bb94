"""Which topic of the work programme comes next (A5.13)."""

from collections.abc import Iterable, Sequence


def next_number(programme: Iterable[int], used: Sequence[int], before: int) -> int | None:
    """The next unused topic for a lesson, or None when the programme is used up.

    ``used``: numbers recorded in the course's lessons in order of time, 0 where there is none; ``before``: how many of
    them come before the lesson. What follows the topic recorded last before it goes first, then whatever was skipped.
    """
    taken = set(used)
    free = sorted(number for number in programme if number not in taken)
    last = next((number for number in reversed(used[:before]) if number), 0)
    return next((number for number in free if number > last), free[0] if free else None)
