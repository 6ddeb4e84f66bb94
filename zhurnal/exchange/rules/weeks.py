"""From a week's timetable to dates."""

import datetime as dt
from collections.abc import Collection, Iterator

HOUR = 45  # minutes of an academic hour
SINGLE = 55  # what lasts longer is a pair


def monday(day: dt.date) -> dt.date:
    """The Monday of the week."""
    return day - dt.timedelta(days=day.weekday())


def week_number(day: dt.date, term_starts: dt.date, cycle: int) -> int:
    """Which week of the alternation it is, from 1; the week in which the term begins is the first."""
    return ((monday(day) - monday(term_starts)).days // 7) % max(cycle, 1) + 1


def days_between(first: dt.date, last: dt.date, free: Collection[dt.date]) -> Iterator[dt.date]:
    """All days of a window that are not days off."""
    day = first
    while day <= last:
        if day not in free:
            yield day
        day += dt.timedelta(days=1)


def academic_hours(starts: dt.time, ends: dt.time) -> int:
    """Hours of one period: up to 55 minutes are one, a pair is two, also the short one of a day before holidays (2 × 30–40)."""
    minutes = (ends.hour - starts.hour) * 60 + ends.minute - starts.minute
    return 1 if minutes <= SINGLE else max(2, (minutes + 10) // HOUR)
