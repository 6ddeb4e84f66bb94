"""The contingent part of form СПО-1: how students are counted on 1 October (A7.7). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

AGES = tuple(range(14, 20))  # years that have columns of their own; below and above are heaps
COURSES = (1, 2, 3, 4, 5)
DISABLED, LIMITED = "disabled", "limited"


@dataclass(frozen=True, slots=True)
class Studying:
    """A student of the day. ``funding``: «budget», «paid» or "" where nobody wrote it down; ``citizenship`` as typed."""

    specialty: str
    form: str
    funding: str
    course: int
    sex: str = ""
    born: date | None = None
    citizenship: str = ""
    disability: str = ""


def day_of(year: int) -> date:
    """1 October of a year: the day of the form."""
    return date(year, 10, 1)


def flow_of(day: date) -> tuple[date, date]:
    """The days of what came and went: from 1 October of the year before to 30 September."""
    return date(day.year - 1, 10, 1), date(day.year, 9, 30)


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on the 1 January that follows the day of the form."""
    return None if born is None else day.year + 1 - born.year - (0 if (born.month, born.day) == (1, 1) else 1)


def is_home(citizenship: str) -> bool | None:
    """Whether a citizen of Russia; None where it is not written down."""
    word = citizenship.strip().casefold()
    return None if not word else word in {"россия", "рф", "российская федерация", "гражданин рф", "гражданка рф"}


def counts(students: Sequence[Studying], day: date) -> tuple[int, ...]:
    """All; by course; women; ages (under 14, 14…19, 20–24, 25 and older, unknown); foreign, citizenship unknown; ОВЗ, disabled."""
    ages = [age_on(one.born, day) for one in students]
    known = [age for age in ages if age is not None]
    homes = [is_home(one.citizenship) for one in students]
    return (
        len(students), *(sum(one.course == course for one in students) for course in COURSES),
        sum(one.sex == "f" for one in students), sum(age < AGES[0] for age in known),
        *(known.count(age) for age in AGES), sum(AGES[-1] < age < 25 for age in known), sum(age >= 25 for age in known),
        len(ages) - len(known), homes.count(False), homes.count(None), sum(one.disability == LIMITED for one in students),
        sum(one.disability == DISABLED for one in students),
    )  # fmt: skip


def shelved(students: Iterable[Studying]) -> dict[tuple[str, str, str], list[Studying]]:
    """(specialty, form, funding) → its students, in this order."""
    found: dict[tuple[str, str, str], list[Studying]] = {}
    for one in sorted(students, key=lambda one: (one.specialty, one.form, one.funding)):
        found.setdefault((one.specialty, one.form, one.funding), []).append(one)
    return found
