"""Values of cells: dates, times, yes and no, lists. An unreadable value is ``None``; the caller complains."""

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

ISO = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$")
NUMERIC = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?:[T ].*)?$")
CLOCK = re.compile(r"^(\d{1,2})[:.](\d{2})(?::\d{2})?$")
YES = frozenset({"true", "1", "yes", "y", "да", "истина"})
NO = frozenset({"false", "0", "no", "n", "нет", "ложь"})


@dataclass(frozen=True)
class Day:
    """A date as understood, and whether it could be understood in another way."""

    value: dt.date
    doubtful: bool = False
    month_first: bool = False


def read_date(text: str) -> Day | None:
    """ISO with or without time, d/m/yyyy, dd.mm.yyyy; 05/13/2023 is read as month/day, since nothing else is left."""
    if match := ISO.match(text):
        return _day(match[1], match[2], match[3])
    match = NUMERIC.match(text)
    if match is None:
        return None
    first, sign, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if second > 12 and sign == "/":
        day = _day(year, first, second)
        return Day(day.value, doubtful=True, month_first=True) if day else None
    day = _day(year, second, first)
    if day is None:
        return None
    return Day(day.value, doubtful=sign == "/" and first <= 12 and first != second)


def days_short(text: str) -> tuple[int, int] | None:
    """«31.02.2026»: the month and how many days it has; None for anything but a day too many."""
    match = NUMERIC.match(text)
    if match is None or not 1 <= int(match[3]) <= 12 or not dt.MINYEAR <= int(match[4]) <= dt.MAXYEAR:
        return None
    days = monthrange(int(match[4]), int(match[3]))[1]
    return (int(match[3]), days) if int(match[1]) > days else None


def read_time(text: str) -> dt.time | None:
    """«8:00», «08:00», «8.30», «8:00:00»."""
    match = CLOCK.match(text.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return dt.time(int(match[1]), int(match[2]))


def read_yes_no(text: str) -> bool | None:
    """``None`` for anything that is neither yes nor no."""
    word = text.strip().casefold()
    if word in YES:
        return True
    return False if word in NO else None


def read_list(text: str) -> tuple[str, ...]:
    """«a, b» as a pair; empty parts are left out."""
    return tuple(part for raw in text.split(",") if (part := raw.strip()))


def read_number(text: str) -> Decimal | None:
    """A number that is neither endless nor absurd; a comma may stand for the point, spaces for thousands."""
    plain = text.strip().replace("\xa0", "").replace(" ", "").replace(",", ".")
    if not re.fullmatch(r"-?\d{1,9}(\.\d{1,6})?", plain):
        return None
    try:
        return Decimal(plain)
    except InvalidOperation:
        return None


def read_count(text: str) -> int | None:
    """A whole number from 0; «4.0» is 4."""
    number = read_number(text)
    if number is None or number < 0 or number != number.to_integral_value():
        return None
    return int(number)


def _day(year: str | int, month: str | int, day: str | int) -> Day | None:
    try:
        value = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return Day(value) if 1900 <= value.year <= 2100 else None
