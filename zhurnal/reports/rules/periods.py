"""The days a report is about: a day, a week, a month, a term, a year of study, each with a key that an address can hold. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhurnal.kernel.dates import MONTHS_ALONE, full

WEEKS, DAYS_OF_WEEK = 16, 7
YEARS = range(2000, 2101)


class Span(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


SPAN_WORDS = {
    Span.DAY: "день", Span.WEEK: "неделя", Span.MONTH: "месяц", Span.TERM: "семестр", Span.YEAR: "учебный год",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermDays:
    """A term of the college: ``key`` and ``year_key`` are the hexadecimal ids of the term and its year."""

    key: str
    year_key: str
    number: int
    year: str
    starts: date
    ends: date


@dataclass(frozen=True, slots=True)
class Period:
    """Days from ``since`` to ``until``, both included. ``terms``: keys of the terms it touches; ``year_key``: of the year it is in."""

    span: Span
    key: str
    words: str
    since: date
    until: date
    year_key: str = ""
    terms: tuple[str, ...] = ()

    @property
    def value(self) -> str:
        """As an address names it: «month:2026-11»."""
        return f"{self.span}:{self.key}"


Calendar = Sequence[TermDays]
"""Terms in the order of time."""


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def up_to(days: tuple[date, date], day: date, today: date) -> tuple[date, date]:
    """The days, of a past day's paper none after it."""
    return days[0], days[1] if day >= today else min(days[1], day)


def month_words(day: date) -> str:
    """«ноябрь 2026»."""
    return f"{MONTHS_ALONE[day.month - 1]} {day.year}"


def holding(span: Span, day: date, calendar: Calendar) -> Period | None:
    """The period of this length that holds the day; of terms and years the last that has begun by then, if any."""
    if span is Span.DAY:
        return _days(span, day.isoformat(), full(day), day, day, calendar)
    if span is Span.WEEK:
        monday = day - timedelta(days=day.weekday())
        sunday = monday + timedelta(days=DAYS_OF_WEEK - 1)
        return _days(span, monday.isoformat(), f"{full(monday)}–{full(sunday)}", monday, sunday, calendar)
    if span is Span.MONTH:
        return _days(span, f"{day:%Y-%m}", month_words(day), *month_of(day), calendar)
    begun = [term for term in calendar if term.starts <= day]
    return _of_term(span, begun[-1], calendar) if begun else None


def ended(span: Span, day: date, calendar: Calendar) -> Period | None:
    """The last period of this length that is over on the day."""
    found = holding(span, day, calendar)
    if found is None or found.until < day:
        return found
    return holding(span, found.since - timedelta(days=1), calendar)


def read(text: str, calendar: Calendar) -> Period | None:
    """The period of an address; None when it names none."""
    span, _sign, key = text.partition(":")
    if span not in set(Span):
        return None
    if span in {Span.TERM, Span.YEAR}:
        term = next((one for one in calendar if key == (one.key if span == Span.TERM else one.year_key)), None)
        return _of_term(Span(span), term, calendar) if term else None
    try:
        day = date.fromisoformat(f"{key}-01" if span == Span.MONTH else key)
    except ValueError:
        return None
    return holding(Span(span), day, calendar) if day.year in YEARS else None


def choices(span: Span, today: date, calendar: Calendar) -> list[Period]:
    """What is offered, the newest first: days are typed, so none of them."""
    found: list[Period | None] = []
    if span is Span.WEEK:
        found = [holding(span, today - timedelta(days=DAYS_OF_WEEK * back), calendar) for back in range(WEEKS)]
    elif span is Span.MONTH:
        found = [holding(span, day, calendar) for day in _months(today, calendar)]
    elif span is not Span.DAY:
        begun = [term for term in reversed(calendar) if term.starts <= today]
        found = list(dict.fromkeys(_of_term(span, term, calendar) for term in begun))
    return [period for period in found if period is not None]


def before(period: Period, calendar: Calendar) -> Period | None:
    """The period of the same length that went before, if the calendar knows one."""
    found = holding(period.span, period.since - timedelta(days=1), calendar)
    return found if found and found.value != period.value else None


def _months(today: date, calendar: Calendar) -> Iterator[date]:
    """First days of months back to the first term, two years at most."""
    first = min([term.starts for term in calendar] or [today])
    day = today.replace(day=1)
    for _back in range(24):
        yield day
        day = (day - timedelta(days=1)).replace(day=1)
        if day < first.replace(day=1):
            return


def _of_term(span: Span, term: TermDays, calendar: Calendar) -> Period:
    if span is Span.TERM:
        words = f"{term.number} семестр {term.year}"
        return Period(span, term.key, words, term.starts, term.ends, term.year_key, (term.key,))
    own = [one for one in calendar if one.year_key == term.year_key]
    keys = tuple(one.key for one in own)
    return Period(span, term.year_key, f"{term.year} учебный год", own[0].starts, own[-1].ends, term.year_key, keys)


def _days(span: Span, key: str, words: str, since: date, until: date, calendar: Calendar) -> Period:
    touched = [term for term in calendar if term.starts <= until and term.ends >= since]
    year = touched[-1].year_key if touched else _year_by(until, calendar)
    return Period(span, key, words, since, until, year, tuple(term.key for term in touched))


def _year_by(day: date, calendar: Iterable[TermDays]) -> str:
    begun = [term for term in calendar if term.starts <= day]
    return begun[-1].year_key if begun else ""
