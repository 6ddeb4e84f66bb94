"""Semesters counted through all years of study: the second year's first one is the third."""

PER_YEAR = 2
MOST_SEMESTERS = 12


def semester_of(course_year: int, term_number: int) -> int:
    """The semester of a group of this year of study in the year's first or second term."""
    return (course_year - 1) * PER_YEAR + min(max(term_number, 1), PER_YEAR)


def year_of(semester: int) -> int:
    """The year of study to which a semester belongs."""
    return (semester + 1) // PER_YEAR
