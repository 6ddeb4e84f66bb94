"""How long a teacher was away, in months of his load (A5.10): a whole month is one, a part goes by its working days. Pure."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from fractions import Fraction

from zhurnal.kernel.dates import days_between
from zhurnal.oversight.rules.teaching import months_between

SUNDAY = 6


def year_of_load(starts: date, months: int) -> tuple[date, date]:
    """First and last day of the months that make a year's load, from the month in which the academic year begins."""
    first = starts.replace(day=1)
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first, date(year, month + 1, 1) - timedelta(days=1)


def working_days(since: date, until: date, holidays: Collection[date]) -> set[date]:
    """Days from ``since`` to ``until`` but Sundays and days off."""
    return {day for day in days_between(since, until) if day.weekday() != SUNDAY and day not in holidays}


def months_away(
    absences: Iterable[tuple[date, date]], span: tuple[date, date], holidays: Collection[date]
) -> tuple[int, Fraction]:
    """Working days missed within the span of whole months, and the same in months. Days told twice count once."""
    away: set[date] = set()
    for since, until in absences:
        away |= working_days(max(since, span[0]), min(until, span[1]), holidays)
    total = Fraction(0)
    for year, month in months_between(*span):
        first = date(year, month, 1)
        last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        whole = working_days(first, last, holidays)
        total += Fraction(len(away & whole), len(whole)) if whole else 0
    return len(away), total
