"""The demonstration year, laid around the day on which the demonstration is loaded.

Somebody who tries the journal must meet a college in the middle of its work. Rules, in this order:

1. If today lies in weeks 6–13 of the real autumn term (it begins on 1 September, or on the 2nd when that is a Sunday), the
   year has its real dates and its one public holiday, 4 November.
2. Otherwise the whole year is shifted by whole weeks: the term began twelve weeks before this week's Monday. A shifted year
   has one invented day off, the Wednesday of its tenth week.
3. Today is never a day off: a holiday that falls on today is left out.
4. The college teaches on six days, Monday to Saturday. When today is a Sunday, it teaches Tuesday to Sunday and rests on
   Monday.
5. The week is turned so that the Tuesday of the invented week falls on today: the demonstration teacher always has the same
   lessons on the day somebody looks.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.demo.rows import HolidayRow, TermRow

FIRST_WEEK, LAST_WEEK = 6, 13
TERM_WEEKS, BREAK_WEEKS, SPRING_WEEKS = 17, 2, 24
PICTURED_DAY = 1  # the invented week's Tuesday, counted from 0
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DemoYear:
    """The dates of a demonstration year."""

    today: date
    name: str
    terms: tuple[TermRow, TermRow]
    holidays: tuple[HolidayRow, ...]
    shifted: bool

    @property
    def autumn(self) -> TermRow:
        """The term under way."""
        return self.terms[0]

    @property
    def ends(self) -> date:
        """The last day of the year."""
        return self.terms[1].ends + timedelta(days=2)

    @property
    def entry_year(self) -> int:
        """The calendar year in which the first course entered."""
        return int(self.name[:4])

    @property
    def weekdays(self) -> tuple[int, ...]:
        """The six teaching weekdays (1 Monday … 7 Sunday), in the order of the invented week, its Tuesday on today."""
        taught = [2, 3, 4, 5, 6, 7] if self.today.isoweekday() == 7 else [1, 2, 3, 4, 5, 6]
        turn = taught.index(self.today.isoweekday()) - PICTURED_DAY
        return tuple(taught[(place + turn) % 6] for place in range(6))

    def dates_of(self, day: int) -> list[date | None]:
        """The dates of a day of the invented week through the term; None where a holiday took the lesson."""
        weekday, off = self.weekdays[day], {holiday.date for holiday in self.holidays}
        first = self.autumn.starts + timedelta(days=(weekday - self.autumn.starts.isoweekday()) % 7)
        count = (self.autumn.ends - first).days // 7 + 1
        dates = [first + step * WEEK for step in range(count)]
        return [None if day_of in off else day_of for day_of in dates]


def lay_year(today: date) -> DemoYear:
    """The demonstration year around today."""
    start = first_of_september(today.year if today.month >= 7 else today.year - 1)
    monday = _monday(today)
    week = (monday - _monday(start)).days // 7 + 1
    shifted = not FIRST_WEEK <= week <= LAST_WEEK
    if shifted:
        start = monday - 12 * WEEK
        if today.isoweekday() == 7:
            start += timedelta(days=1)
        ends = _monday(start) + TERM_WEEKS * WEEK - timedelta(days=1)
        off = HolidayRow(_monday(start) + 9 * WEEK + timedelta(days=2), "День колледжа")
        spring = _monday(ends) + (BREAK_WEEKS + 1) * WEEK
        terms = TermRow(1, start, ends), TermRow(2, spring, spring + SPRING_WEEKS * WEEK - timedelta(days=1))
    else:
        off = HolidayRow(date(start.year, 11, 4), "День народного единства")
        terms = (
            TermRow(1, start, date(start.year, 12, 28)),
            TermRow(2, date(start.year + 1, 1, 12), date(start.year + 1, 6, 28)),
        )
    first = start.year if start.month >= 7 else start.year - 1
    holidays = () if off.date == today else (off,)
    return DemoYear(today, f"{first}/{(first + 1) % 100:02d}", terms, holidays, shifted)


def first_of_september(year: int) -> date:
    """The first day of a real year: 1 September, or the 2nd when that is a Sunday."""
    day = date(year, 9, 1)
    return day + timedelta(days=1) if day.isoweekday() == 7 else day


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
