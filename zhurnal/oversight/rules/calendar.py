"""A teacher's month: which days are red and which yellow (A10.5). Pure."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from zhurnal.kernel.dates import day_month
from zhurnal.kernel.wording import plural
from zhurnal.oversight.rules.filling import Standing

WEEK = 7
SUNDAY = 6


class Colour(StrEnum):
    """Of a day. ``RED``: a lesson is over and nothing is written; ``YELLOW``: something is missing; ``NONE``: no lesson is over."""

    NONE = "none"
    DONE = "done"
    YELLOW = "yellow"
    RED = "red"


@dataclass(frozen=True, slots=True)
class Seen:
    """A lesson as the calendar needs it."""

    date: date
    standing: Standing
    owed: bool
    late: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """Lessons of a span of days that are over: all, filled in time, filled or completed later, with something missing."""

    over: int
    in_time: int
    late: int
    owed: int


def colour(lessons: Iterable[Seen]) -> Colour:
    """The colour of a day with these lessons."""
    over = [one for one in lessons if one.owed or one.standing is Standing.DONE]
    if any(one.owed and one.standing is Standing.OVERDUE for one in over):
        return Colour.RED
    if any(one.owed for one in over):
        return Colour.YELLOW
    return Colour.DONE if over else Colour.NONE


def counts(lessons: Iterable[Seen]) -> Counts:
    """Every lesson that is over stands in exactly one of the three."""
    over = [one for one in lessons if one.owed or one.standing is Standing.DONE]
    owed = sum(one.owed for one in over)
    late = sum(not one.owed and one.late > 0 for one in over)
    return Counts(len(over), len(over) - owed - late, late, owed)


def day_words(day: date, lessons: Sequence[Seen], off: str = "") -> str:
    """«12 ноября: 3 занятия, не заполнено 1»; ``off``: the name of a day off, told where there are no lessons."""
    owed = sum(one.owed for one in lessons)
    if not lessons:
        return f"{day_month(day)}: {off or 'занятий нет'}"
    number = plural(len(lessons), ("занятие", "занятия", "занятий"))
    missing = f", не заполнено {owed}" if owed else ""
    return f"{day_month(day)}: {number}{missing}"


def weeks_of(month: date, *, sundays: bool) -> list[list[date | None]]:
    """The days of a month by weeks from Monday; None where a week reaches into another month. Sundays only when asked for."""
    first = month.replace(day=1)
    last = month.replace(day=monthrange(month.year, month.month)[1])
    monday, weeks = first - timedelta(days=first.weekday()), []
    while monday <= last:
        days = (monday + timedelta(days=number) for number in range(WEEK if sundays else SUNDAY))
        weeks.append([day if first <= day <= last else None for day in days])
        monday += timedelta(days=WEEK)
    return [week for week in weeks if any(week)]
