"""Terms of the law on personal data: working days, hours (ч. 1 ст. 20, ч. 3.1 ст. 21 152-ФЗ)."""

from collections.abc import Collection
from datetime import date, timedelta

ANSWER, MORE = 10, 5  # working days to answer; how many more, once, with a reason
SATURDAY = 5
STATE_HOLIDAYS = (*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4))
"""Month and day of the country's holidays (ст. 112 ТК), whatever a college's calendar calls them or leaves out."""


def is_vacation(name: str) -> bool:
    """Whether a day without lessons is one of students' holidays, on which the college's office works."""
    return "канику" in name.casefold()


def is_working(day: date, free: Collection[date]) -> bool:
    """Whether an office works that day: no Saturday, Sunday, holiday of the country, nor one of ``free``."""
    return day.weekday() < SATURDAY and (day.month, day.day) not in STATE_HOLIDAYS and day not in free


def working_day_after(day: date, days: int, free: Collection[date]) -> date:
    """The ``days``-th working day after ``day``."""
    while days:
        day += timedelta(days=1)
        days -= is_working(day, free)
    return day


def left(today: date, due: date, free: Collection[date]) -> int:
    """Working days that are left, the last one included; below zero by how many it is overdue."""
    sign, near, far = (1, today, due) if today <= due else (-1, due, today)
    days = 0
    while near < far:
        near += timedelta(days=1)
        days += is_working(near, free)
    return sign * days
