"""Coming of age (A11.3)."""

from datetime import date

from zhurnal.kernel.dates import years_before

ADULT = 18  # years


def adult_since(day: date) -> date:
    """Who was born on this date or earlier is of age on ``day``."""
    return years_before(day, ADULT)


def comes_of_age(born: date) -> date:
    """The first day on which he is of age: the 18th birthday, of one born on 29 February the first of March."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return date(born.year + ADULT, 3, 1)
