"""Hours of practice in the ledger (A5.16): each day once for the group and for who leads it. Pure."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from zhurnal.oversight.rules.hours import Hours


@dataclass(frozen=True, slots=True)
class Days:
    """A page of practice. ``expected``: its working days; ``written``: hours of the days that were written; ``per_day``: academic hours."""

    expected: Iterable[date]
    written: Mapping[date, int]
    per_day: int


def due_days(page: Days, dated: Collection[date], room: int | None) -> Iterator[tuple[date, int]]:
    """Days of the page that are not written, in order, with the hours that each still owes; none beyond ``room``."""
    given = sum(hours for day, hours in page.written.items() if day not in dated)
    left = None if room is None else max(room - given, 0)
    for day in sorted(page.expected):
        if day in dated or day in page.written:
            continue
        hours = page.per_day if left is None else min(page.per_day, left)
        left = None if left is None else left - hours
        if hours:
            yield day, hours


def hours_of_page(page: Days, dated: Collection[date], today: date, room: int | None) -> Hours:
    """What a page comes to. A day with a lesson of the same course (``dated``) is that lesson's, never counted beside it.

    ``room``: hours that the plan still asks for before these days; None where no plan is known. Days beyond it are not owed.
    """
    given = sum(hours for day, hours in page.written.items() if day not in dated)
    due = list(due_days(page, dated, room))
    unrecorded = sum(hours for day, hours in due if day < today)
    return Hours(0, given=given, unrecorded=unrecorded, ahead=sum(hours for _day, hours in due) - unrecorded)


def hours_awaited(room: int, today: date, ends: Collection[date], term_ends: date) -> Hours:
    """What the plan asks of a practice that has no page yet: ahead until its last day, then owed to the journal.

    ``ends``: last days of its periods in the calendar; without them it is awaited while the term lasts.
    """
    if room <= 0:
        return Hours(0)
    if max(ends, default=term_ends) >= today:
        return Hours(0, ahead=room)
    return Hours(0, unrecorded=room) if ends else Hours(0)
