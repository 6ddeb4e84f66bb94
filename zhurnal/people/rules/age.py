"""Coming of age (A11.3)."""

from datetime import date

from zhurnal.kernel.dates import years_before

ADULT = 18  # years


def adult_since(day: date) -> date:
    """Who was born on this date or earlier is of age on ``day``."""
    return years_before(day, ADULT)
