"""Days off and moved working days: the public holidays of the law, so that a college needs no file, and the table of all."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from zhurnal.opening.rules.tables import Problem, Unreadable, read_day, read_rows, read_weekdays, say_weekdays

WIDTH = 3
WORKS = "Рабочий день"
NEW_YEAR = "Новогодние каникулы"
STATUTORY = {
    **{(1, day): NEW_YEAR for day in (1, 2, 3, 4, 5, 6, 8)},
    (1, 7): "Рождество Христово",
    (2, 23): "День защитника Отечества",
    (3, 8): "Международный женский день",
    (5, 1): "Праздник Весны и Труда",
    (5, 9): "День Победы",
    (6, 12): "День России",
    (11, 4): "День народного единства",
}


@dataclass(frozen=True, slots=True, order=True)
class DayOff:
    """A day without lessons; or, where ``works`` is a weekday (1 is Monday), a day that works by that day's timetable."""

    date: date
    name: str
    works: int = 0


def statutory(since: date, until: date, rest: frozenset[int] = frozenset({7})) -> list[DayOff]:
    """Days off of article 112 of the Labour Code between two days, both included.

    ``rest``: weekdays on which the college never teaches. A holiday that falls on one moves to the next working day, but
    for January, whose days the government moves by a decree of its own; those come from a file or by hand.
    """
    found = {}
    for year in range(since.year, until.year + 1):
        for (month, number), name in STATUTORY.items():
            found[date(year, month, number)] = name
    for day, name in sorted(found.items()):
        if day.month > 1 and day.isoweekday() in rest:
            moved = day + timedelta(days=1)
            while moved.isoweekday() in rest or moved in found:
                moved += timedelta(days=1)
            found[moved] = f"{name} (перенос с {day:%d.%m})"
    return [DayOff(day, name) for day, name in sorted(found.items()) if since <= day <= until]


def read_holidays(text: str) -> tuple[list[DayOff], list[Problem]]:
    """Days of a table «дата; название; по расписанию дня»."""
    rows, problems = read_rows(text, WIDTH, _one)
    seen: dict[tuple[date, bool], DayOff] = {}  # a holiday may be a working day by another day's timetable
    for line, day in rows:
        if seen.setdefault((day.date, day.works > 0), day) is not day:
            problems.append(Problem(line, f"{day.date:%d.%m.%Y} уже есть выше: оставьте одну строку."))
    return sorted(seen.values()), problems


def _one(cells: tuple[str, ...]) -> DayOff:
    if len(cells[1]) > 120:
        raise Unreadable("Название длиннее 120 букв: сократите его.")
    day, weekdays = read_day(cells[0]), read_weekdays(cells[2]) if cells[2] else ""
    if len(weekdays) > 1:
        raise Unreadable(f"По расписанию какого дня работает {day:%d.%m.%Y}? Напишите один день: пн.")
    return DayOff(day, WORKS, int(weekdays)) if weekdays else DayOff(day, cells[1] or "Выходной")


def holidays_text(days: Iterable[DayOff]) -> str:
    """The table of the days."""
    return "\n".join(
        f"{day.date:%d.%m.%Y}; {day.name}" + (f"; {say_weekdays(str(day.works))}" if day.works else "")
        for day in sorted(days)
    )
