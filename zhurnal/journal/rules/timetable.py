"""How a lesson of the timetable is called: its room, and in what it differs from the plan."""

from datetime import date, timedelta

from zhurnal.kernel.dates import day_month
from zhurnal.timetable.rules.lesson import Origin, is_remote


def room_words(room: str) -> str:
    """«ауд. 304» of a bare number; a name that says what it is stays («лаб. 117», «спортзал»)."""
    return (f"ауд. {room}" if room[:1].isdigit() else room).replace(" ", "\u00a0")


def change_of(*, cancelled: bool, substituted: bool, origin: str, room: str) -> str:
    """What changed: отменено, замена, вне расписания, дистанционно; nothing when all is as planned."""
    if cancelled:
        return "отменено"
    if substituted or origin == Origin.SUBSTITUTION:
        return "замена"
    if origin == Origin.MANUAL:
        return "вне расписания"
    return "дистанционно" if is_remote(room) else ""


def week_number(day: date, term_starts: date) -> int:
    """Which week of the term the day is in, the first one counted as 1."""
    monday = day - timedelta(days=day.weekday())
    return (monday - term_starts + timedelta(days=term_starts.weekday())).days // 7 + 1


def span_words(first: date, last: date) -> str:
    """«23–28 ноября», «30 ноября – 5 декабря»."""
    if first.month == last.month:
        return f"{first.day}–{day_month(last)}"
    return f"{day_month(first)} – {day_month(last)}"
