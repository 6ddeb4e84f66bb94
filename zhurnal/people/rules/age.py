"""Coming of age (A11.3)."""

from datetime import date
from enum import StrEnum

from zhurnal.kernel.dates import years_before

ADULT = 18  # years


def adult_since(day: date) -> date:
    """Who was born on this date or earlier is of age on ``day``."""
    return years_before(day, ADULT)


def is_adult(born: date | None, since: date) -> bool:
    """Whether he is of age on the day of which ``since`` is ``adult_since``; whose birthday is not known is not taken for an adult."""
    return born is not None and born <= since


class Sight(StrEnum):
    """Whether a parent sees the journal of a student."""

    OPEN = "open"
    CLOSED = "closed"  # the student is of age and has not let him
    UNKNOWN = "unknown"  # nobody knows until when he may: the birthday is not written down


def parents_sight(born: date | None, since: date | None, *, allowed: bool) -> Sight:
    """What a parent sees (A11.3). ``since``: ``adult_since``, None where the college asks no word of adults; ``allowed``: his word.

    ``people.relations.open_bonds`` says the same to the database: OPEN there, the others not.
    """
    if since is None or allowed:
        return Sight.OPEN
    if born is None:
        return Sight.UNKNOWN
    return Sight.CLOSED if is_adult(born, since) else Sight.OPEN


def comes_of_age(born: date) -> date:
    """The first day on which he is of age: the 18th birthday, of one born on 29 February the first of March."""
    try:
        return born.replace(year=born.year + ADULT)
    except ValueError:
        return date(born.year + ADULT, 3, 1)
