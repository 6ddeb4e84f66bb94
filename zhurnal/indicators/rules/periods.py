"""The days that a dashboard speaks of, and those it holds beside them: the last period and the last year. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhurnal.kernel.dates import MONTHS_ALONE, years_before

WEEK = timedelta(days=7)


class Period(StrEnum):
    """How far back from the day."""

    WEEK = "week"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"


PERIOD_WORDS = {
    Period.WEEK: "Неделя",
    Period.MONTH: "Месяц",
    Period.TERM: "Семестр",
    Period.YEAR: "Учебный год",
}


@dataclass(frozen=True, slots=True)
class Days:
    """From ``since`` to ``until``, both included; ``words`` as the page says it. Empty when ``until`` is earlier."""

    since: date
    until: date
    words: str

    def holds(self, day: date) -> bool:
        """Whether the day is one of them."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Term:
    """A semester with its place in the year; ``year`` is the academic year's name, ``begins`` its first day."""

    key: str
    number: int
    year: str
    begins: date
    since: date
    until: date

    @property
    def words(self) -> str:
        """«1 семестр 2026/27»."""
        return f"{self.number} семестр {self.year}"


@dataclass(frozen=True, slots=True)
class Asked:
    """``now`` is asked about, up to the day; ``before`` is as long a part of the last period, ``year_ago`` the same days a year earlier.

    None where there is nothing to hold beside it: no earlier term is kept, or the two are the same.
    """

    now: Days
    before: Days | None
    year_ago: Days | None


def term_on(terms: list[Term], day: date) -> Term | None:
    """The term that holds the day, else the last that has begun."""
    begun = [term for term in terms if term.since <= day]
    return max(begun, key=lambda term: term.since) if begun else None


def asked(period: Period, day: date, terms: list[Term]) -> Asked:
    """The days of a period up to ``day``; ``terms`` in any order."""
    term = term_on(terms, day)
    if period is Period.WEEK or term is None:
        since = day - timedelta(days=day.weekday())
        return _with(Days(since, day, "с понедельника"), Days(since - WEEK, day - WEEK, "прошлая неделя"), weeks=True)
    if period is Period.MONTH:
        since = day.replace(day=1)
        last = since - timedelta(days=1)
        same = last.replace(day=min(day.day, last.day))
        return _with(
            Days(since, day, MONTHS_ALONE[since.month - 1]),
            Days(last.replace(day=1), same, MONTHS_ALONE[last.month - 1]),
        )
    if period is Period.TERM:
        until = min(day, term.until)
        earlier = [other for other in terms if other.since < term.since]
        last_term = max(earlier, key=lambda other: other.since) if earlier else None
        before = None
        if last_term:
            before = Days(
                last_term.since, min(last_term.since + (until - term.since), last_term.until), last_term.words
            )
        return _with(Days(term.since, until, term.words), before)
    return _with(Days(term.begins, day, f"{term.year} учебный год"), None)


def _with(now: Days, before: Days | None, *, weeks: bool = False) -> Asked:
    """The same days a year earlier; of a week 52 weeks earlier, so that weekdays agree."""
    if weeks:
        ago = Days(now.since - 52 * WEEK, now.until - 52 * WEEK, "год назад")
    else:
        ago = Days(years_before(now.since, 1), years_before(now.until, 1), "год назад")
    return Asked(now, before, ago)


def weeks_of(days: Days, most: int = 16) -> list[Days]:
    """The weeks from Monday on that end the days, the last ``most`` of them; the first and last may be cut."""
    first = days.since - timedelta(days=days.since.weekday())
    found = []
    while first <= days.until:
        found.append(
            Days(
                max(first, days.since),
                min(first + WEEK - timedelta(days=1), days.until),
                f"{first.day}.{first.month:02d}",
            )
        )
        first += WEEK
    return found[-most:]
