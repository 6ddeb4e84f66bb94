"""Terms of the law on personal data: working days, hours (ч. 1 ст. 20, ч. 3.1 ст. 21 152-ФЗ)."""

from collections.abc import Collection
from datetime import date, timedelta

ANSWER, MORE = 10, 5  # working days to answer; how many more, once, with a reason
SATURDAY = 5


def is_vacation(name: str) -> bool:
    """Whether a day without lessons is one of students' holidays, on which the college's office works."""
    return "канику" in name.casefold()


def working_day_after(day: date, days: int, free: Collection[date]) -> date:
    """The ``days``-th working day after ``day``; Saturdays, Sundays and ``free`` days do not count."""
    while days:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY and day not in free:
            days -= 1
    return day


def left(today: date, due: date, free: Collection[date]) -> int:
    """Working days that are left, the last one included; below zero by how many it is overdue."""
    sign, near, far = (1, today, due) if today <= due else (-1, due, today)
    days = 0
    while near < far:
        near += timedelta(days=1)
        days += near.weekday() < SATURDAY and near not in free
    return sign * days
