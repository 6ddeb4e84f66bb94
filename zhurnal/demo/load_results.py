"""Writes what is left of the years before the demonstration: the years with their terms, and the results of students (C4, C5.7)."""

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.demo.load import Loaded
from zhurnal.demo.past import past_years


def load_past_years(loaded: Loaded) -> None:
    """Years that are over: «past_year» by how many years ago, «past_term» by (years ago, number)."""
    own, years = loaded.college, past_years(loaded.made.today)
    rows = [AcademicYear(college=own, name=year.name, starts=year.starts, ends=year.ends) for year in years]
    loaded.keep("past_year", [(year.ago, row) for year, row in zip(years, rows, strict=True)])
    terms = [
        ((year.ago, term.number), Term(college=own, year=row, number=term.number, starts=term.starts, ends=term.ends))
        for year, row in zip(years, rows, strict=True)
        for term in year.terms
    ]
    loaded.keep("past_term", terms)
