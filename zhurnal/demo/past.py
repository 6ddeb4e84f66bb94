"""The academic years before the demonstration year: their names and terms, nothing else of them.

No lessons and no lists of those years are kept: the college began with this journal in the autumn of the demonstration. What is left
of them are results (``load_results``), as in a college that brought them in from paper.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.demo.calendar import WEEK, first_of_september, lay_year
from zhurnal.demo.rows import TermRow

YEARS = 3  # the fourth course began three years ago
WEEKS_OF_YEAR = 52


@dataclass(frozen=True, slots=True)
class PastYear:
    """A year that is over; ``ago``: 1 is the last one."""

    ago: int
    name: str
    terms: tuple[TermRow, TermRow]

    @property
    def starts(self) -> date:
        """Its first day."""
        return self.terms[0].starts

    @property
    def ends(self) -> date:
        """Its last day."""
        return self.terms[1].ends


def past_years(today: date) -> tuple[PastYear, ...]:
    """The earliest first. A year laid around today is shifted by whole years of 52 weeks; a real one has its real dates."""
    year = lay_year(today)
    found = []
    for ago in range(YEARS, 0, -1):
        first = year.entry_year - ago
        if year.shifted:
            back: timedelta = ago * WEEKS_OF_YEAR * WEEK
            autumn, spring = (TermRow(term.number, term.starts - back, term.ends - back) for term in year.terms)
        else:
            autumn = TermRow(1, first_of_september(first), date(first, 12, 28))
            spring = TermRow(2, date(first + 1, 1, 12), date(first + 1, 6, 28))
        found.append(PastYear(ago, f"{first}/{(first + 1) % 100:02d}", (autumn, spring)))
    return tuple(found)
