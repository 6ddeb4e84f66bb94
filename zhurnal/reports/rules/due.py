"""When a report makes itself: after each week, month or term, once; what it is then about is the period that has ended. Pure."""

from datetime import date, timedelta
from enum import StrEnum

from zhurnal.reports.rules.periods import Calendar, Period, Span, ended, holding

LATE = 10  # days after which a report that nobody's machine made in time is made no more
KEPT = 180  # days for which a file is kept
VISITS_KEPT = 400  # days for which it is kept who came on which day


class Schedule(StrEnum):
    """How often."""

    WEEK = "week"
    MONTH = "month"
    TERM = "term"


SCHEDULE_WORDS = {
    Schedule.WEEK: "каждую неделю, в понедельник",
    Schedule.MONTH: "в конце месяца",
    Schedule.TERM: "в конце семестра",
}


def due_day(schedule: Schedule, today: date, calendar: Calendar) -> date | None:
    """The day after the last week, month or term that has ended; None where that is long ago."""
    period = ended(Span(schedule.value), today, calendar)
    if period is None or period.until >= today:
        return None
    day = period.until + timedelta(days=1)
    return day if (today - day).days <= LATE else None


def period_for(span: Span, due: date, calendar: Calendar, *, past: bool = False) -> Period | None:
    """What a report of this length is about when it is due: what the day before belonged to; ``past``: the last that is over."""
    return ended(span, due, calendar) if past else holding(span, due - timedelta(days=1), calendar)
