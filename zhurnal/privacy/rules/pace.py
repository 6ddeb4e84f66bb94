"""How much of people's data one account opens, and from when that is more than work (checklist 22). Pure.

Counted are different cards of people and different files, within an hour and within a day that slide. Who goes beyond is asked to
prove himself; then the count begins anew.
"""

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from enum import StrEnum

HOUR, DAY = 3600.0, 86_400.0
HOURS_OF_DAY = 4
"""So many times the hour's number is a day's."""
MOST = 5_000  # accounts remembered at once; the longest untouched is forgotten first


Moments = OrderedDict[Hashable, float]


class Sort(StrEnum):
    """What is counted."""

    CARDS = "cards"
    FILES = "files"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many different ones in an hour; in a day ``HOURS_OF_DAY`` times as many."""

    hour: int

    @property
    def day(self) -> int:
        """In a day."""
        return self.hour * HOURS_OF_DAY

    def exceeded(self, hour: int, day: int) -> bool:
        """Whether so many are more than allowed. A limit of 0 forbids nothing."""
        return self.hour > 0 and (hour > self.hour or day > self.day)


class Pace:
    """The moments at which each account opened what; and since when it is asked to prove itself."""

    def __init__(self) -> None:
        self._opened: OrderedDict[Hashable, dict[Sort, tuple[Moments, Moments]]] = OrderedDict()
        self._asked: dict[Hashable, float] = {}
        self._proved: OrderedDict[Hashable, float] = OrderedDict()

    def count(self, account: Hashable, sort: Sort, what: Hashable, now: float) -> tuple[int, int] | None:
        """(within the hour, within the day) with this one; None when it was counted within the hour already."""
        sorts = self._opened.setdefault(account, {})
        self._opened.move_to_end(account)
        if len(self._opened) > MOST:
            forgotten, _sorts = self._opened.popitem(last=False)
            self._asked.pop(forgotten, None)
        hour, day = sorts.setdefault(sort, (OrderedDict(), OrderedDict()))
        for opened, span in ((hour, HOUR), (day, DAY)):
            while opened and now - next(iter(opened.values())) >= span:
                opened.popitem(last=False)
        if what in hour:
            return None
        for opened in (hour, day):
            opened[what] = now
            opened.move_to_end(what)
        return len(hour), len(day)

    def ask(self, account: Hashable, now: float) -> None:
        """From now on he must prove himself."""
        self._asked[account] = now

    def asked(self, account: Hashable) -> float | None:
        """Since when he must, None when he need not."""
        return self._asked.get(account)

    def proved(self, account: Hashable, now: float) -> None:
        """He has: the count begins anew."""
        self._asked.pop(account, None)
        self._opened.pop(account, None)
        self._proved[account] = now
        self._proved.move_to_end(account)
        if len(self._proved) > MOST:
            self._proved.popitem(last=False)

    def since(self, account: Hashable) -> float:
        """When the count last began anew, as far as is known here."""
        return self._proved.get(account, 0.0)

    def clear(self) -> None:
        """Forget everything."""
        self._opened.clear()
        self._asked.clear()
        self._proved.clear()
