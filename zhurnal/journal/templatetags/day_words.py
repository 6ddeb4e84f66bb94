"""Days and rooms as a sentence needs them."""

from datetime import date

from django import template

from zhurnal.journal.rules import timetable
from zhurnal.kernel import dates

register = template.Library()

_INTO = (
    "в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье",
)  # fmt: skip


@register.filter
def on_weekday(day: date) -> str:
    """«в среду, 25 ноября»."""
    return f"{_INTO[day.weekday()]}, {dates.day_month(day)}"


@register.filter
def near_weekday(day: date, today: date) -> str:
    """«завтра, среда» of the day after, else «пятница, 27 ноября»."""
    if (day - today).days == 1:
        return f"завтра, {dates.WEEKDAYS[day.weekday()]}"
    return dates.weekday_day_month(day)


@register.filter
def room_words(room: str) -> str:
    """«ауд. 304», «лаб. 117»."""
    return timetable.room_words(room)
