"""Old marks replaced by higher ones, from the record of changes (A3.3)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from zhurnal.journal.rules import signs
from zhurnal.objectivity.rules.intervals import Estimate, share
from zhurnal.objectivity.rules.thresholds import Thresholds

LEAST_SHARE = 0.02  # of a journal's marks: below it improvements are ordinary work
TWO = "2"


@dataclass(frozen=True, slots=True)
class Replaced:
    """One change of a cell as the record keeps it, ``on`` by the college's calendar."""

    before: Any
    after: Any
    on: date
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Improved:
    """A cell whose old mark became higher, or a «2» that was struck out. ``days``: how long after the lesson."""

    lesson: date
    before: str
    after: str
    on: date
    by: str
    reason: str

    @property
    def days(self) -> int:
        """Days between the lesson and the last such change."""
        return (self.on - self.lesson).days


def improved(lesson: date, changes: Sequence[Replaced], old_days: int) -> Improved | None:
    """What became of an old mark: the one that stood ``old_days`` after its lesson against the last one written later.

    ``changes``: of one cell in the order of the record. A mark struck out and written anew is one improvement; the reason is the
    last that was given.
    """
    late = [change for change in changes if (change.on - lesson).days > old_days]
    if not late:
        return None
    before, after, last = late[0].before, late[-1].after, late[-1]
    struck = before == TWO and after == ""
    if not struck and not (before in signs.MARKS and after in signs.MARKS and after > before):
        return None
    reason = next((change.reason for change in reversed(late) if change.reason), "")
    return Improved(lesson, before, after, last.on, last.by, reason)


@dataclass(frozen=True, slots=True)
class Improvements:
    """What the improvements of one journal come to. ``at_end``: made in the last days of the term, None when they are still ahead."""

    count: int
    marks: int
    by: tuple[tuple[str, int], ...]
    unexplained: int
    at_end: int | None
    share: Estimate

    def is_found(self, limits: Thresholds) -> bool:
        """Many, and surely more than a few in a hundred."""
        return self.count >= limits.improved and self.share.low > LEAST_SHARE


def improvements(rows: Iterable[Improved], marks: int, term_ends: date, today: date, end_days: int) -> Improvements:
    """Of one journal with so many marks."""
    found = list(rows)
    people: dict[str, int] = {}
    for row in found:
        people[row.by] = people.get(row.by, 0) + 1
    begins = term_ends - timedelta(days=end_days - 1)
    return Improvements(
        len(found),
        marks,
        tuple(sorted(people.items(), key=lambda item: (-item[1], item[0]))),
        sum(not row.reason.strip() for row in found),
        sum(row.on >= begins for row in found) if today >= begins else None,
        share(len(found), max(marks, len(found))),
    )
