"""How many are on the list of a group or subgroup on a day (A6.10, A7.2). Pure."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import blake2b
from uuid import UUID

from zhurnal.journal.rules.stays import Stay, within

Stays = dict[UUID, list[Stay]]  # student → days on a list


class Size:
    """The length of one list through time: ``on(day)``. A student whose stays overlap counts once."""

    def __init__(self, stays: Stays) -> None:
        steps: dict[date, int] = defaultdict(int)
        for spans in stays.values():
            for entered, left in _united(spans):
                steps[entered] += 1
                if left is not None:
                    steps[left] -= 1
        self._days = sorted(steps)
        self._sizes: list[int] = []
        total = 0
        for day in self._days:
            total += steps[day]
            self._sizes.append(total)

    def on(self, day: date) -> int:
        """Students on the list that day."""
        place = bisect_right(self._days, day)
        return self._sizes[place - 1] if place else 0


def _united(spans: Iterable[Stay]) -> list[Stay]:
    found: list[Stay] = []
    for entered, left in sorted(spans, key=lambda span: span[0]):
        if left is not None and left <= entered:
            continue
        if found and (found[-1][1] is None or entered <= found[-1][1]):
            first, last = found[-1]
            found[-1] = (first, None if last is None or left is None else max(last, left))
        else:
            found.append((entered, left))
    return found


def in_subgroup(group: Stays, subgroup: dict[UUID, list[tuple[date, date | None]]]) -> Stays:
    """Days in a subgroup while in the group; ``subgroup``: student → (first, last day) of it."""
    return {
        student: [part for stay in group.get(student, ()) for part in within(stay, spans)]
        for student, spans in subgroup.items()
    }


def digest(*parts: object) -> str:
    """32 hexadecimal digits that change with what is given."""
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
