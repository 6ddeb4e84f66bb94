"""Where a lesson stands in the day's filling (1.7)."""

from collections.abc import Iterable
from datetime import date, datetime, time
from enum import StrEnum

from zhurnal.journal.rules.squares import Squares, is_begun, is_complete
from zhurnal.kernel.dates import WEEKDAYS_SHORT, short

WEEK = 7


class Standing(StrEnum):
    """What is to be said of a lesson now. ``ahead``: not begun by the clock; ``running``: in it, nothing written yet."""

    DONE = "done"
    BEGUN = "begun"
    OVERDUE = "overdue"
    RUNNING = "running"
    AHEAD = "ahead"


def standing(states: Squares, day: date, starts: time, ends: time, now: datetime) -> Standing:
    """The lesson's standing at a moment of the college's clock."""
    if is_complete(states):
        return Standing.DONE
    over = day < now.date() or (day == now.date() and ends <= now.time())
    if is_begun(states):
        return Standing.BEGUN
    if over:
        return Standing.OVERDUE
    return Standing.RUNNING if day == now.date() and starts <= now.time() else Standing.AHEAD


def is_owed(states: Squares, day: date, ends: time, now: datetime) -> bool:
    """Whether the teacher should be reminded: the lesson is over and something is missing."""
    over = day < now.date() or (day == now.date() and ends <= now.time())
    return over and not is_complete(states)


def when_words(days: Iterable[date], today: date) -> str:
    """«сегодня 2, пн 1, 12.11»: the newest first; within a week by the day's name, earlier ones by the date."""
    counted: dict[date, int] = {}
    for day in days:
        counted[day] = counted.get(day, 0) + 1
    words = []
    for day in sorted(counted, reverse=True):
        if day == today:
            words.append(f"сегодня {counted[day]}")
        elif (today - day).days < WEEK:
            words.append(f"{WEEKDAYS_SHORT[day.weekday()]} {counted[day]}")
        else:
            words.append(f"{short(day)} {counted[day]}" if counted[day] > 1 else short(day))
    return ", ".join(words)
