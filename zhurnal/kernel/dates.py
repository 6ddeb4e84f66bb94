"""Dates in Russian words, and spans of days. Pure."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import lru_cache

MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
MONTHS_ALONE = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip
MONTHS_IN = (
    "январе", "феврале", "марте", "апреле", "мае", "июне",
    "июле", "августе", "сентябре", "октябре", "ноябре", "декабре",
)  # fmt: skip
WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
WEEKDAYS_ON = ("понедельник", "вторник", "среду", "четверг", "пятницу", "субботу", "воскресенье")
WEEKDAYS_SHORT = ("пн", "вт", "ср", "чт", "пт", "сб", "вс")
WEEKDAYS_TO = ("понедельнику", "вторнику", "среде", "четвергу", "пятнице", "субботе", "воскресенью")


YEARS = range(2000, 2100)


def asked_day(given: str, today: date) -> date:
    """The day that an address names as «2026-11-24»; today when it names none or none that can be read."""
    try:
        day = date.fromisoformat(given)
    except ValueError:
        return today
    return day if day.year in YEARS else today


def days_between(since: date, until: date) -> Iterator[date]:
    """Every day from the first to the last, both included; none when the last comes before the first."""
    return (since + timedelta(days=number) for number in range((until - since).days + 1))


def day_month(day: date) -> str:
    """«24 ноября»."""
    return f"{day.day} {MONTHS[day.month - 1]}"


def weekday_day_month(day: date) -> str:
    """«вторник, 24 ноября»."""
    return f"{WEEKDAYS[day.weekday()]}, {day_month(day)}"


def short(day: date) -> str:
    """«24.11»."""
    return f"{day.day}.{day.month:02d}"


def full(day: date) -> str:
    """«24.11.2026»."""
    return f"{day:%d.%m.%Y}"


@lru_cache(maxsize=512)
def clock(moment: time) -> str:
    """«08:30»; bells are few and asked for often."""
    return moment.isoformat("minutes")


def years_before(day: date, years: int) -> date:
    """The same day ``years`` earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
