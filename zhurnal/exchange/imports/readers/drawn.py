"""A week of one group, drawn with «│ ├ ─» by a program of the times of DOS and saved as an old XLS.

The group's name stands above; a row with a weekday begins a day; a number in its own column begins a pair, whose two hours
follow as « 1 ФИЗ    /ХИМ   » (the two subgroups) and, a row below, «   40 Мило/80Серг» (load number and the beginning of
the surname). Rooms of the subgroups stand to the right: «310/319».
"""

import re

from zhurnal.exchange.imports.readers.cells import read_count
from zhurnal.exchange.imports.readers.gathering import Gathering, Placed
from zhurnal.exchange.imports.readers.headings import FORMS
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.timetable import Day, Period
from zhurnal.exchange.imports.readers.workbook import Grid

HOUR = re.compile(r"^\s*([12])\s+(\S.*)$")
WHO = re.compile(r"^\s*(\d{1,4})\s*(\S.*)$")
WHO_ONLY = re.compile(r"^\s*\d{2,4}\s*[А-ЯЁ]")
INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff]")  # signs of no width that stand before a number
DRAWING = re.compile(r"[\u2500-\u257f]")
GROUP = re.compile(r"^\d{1,3}\s?[А-ЯЁA-Zа-яёa-z]{1,3}$")
FRAME = frozenset("│├┤┌┐└┘┬┴┼─")


def is_drawn(grid: Grid) -> bool:
    """Whether the sheet is a drawn table with weekdays in it."""
    cells = [cell for row in grid.rows[:200] for cell in row if cell]
    return any(FRAME & set(cell) for cell in cells) and any(cell.strip().casefold() in FORMS for cell in cells)


def read_drawn(file: str, grid: Grid, gathering: Gathering) -> None:
    """All hours of the week of a group."""
    Drawn(file, grid, gathering).read()


class Drawn:
    """One sheet being read: where one is in it."""

    def __init__(self, file: str, grid: Grid, gathering: Gathering) -> None:
        self.file, self.grid, self.gathering = file, grid, gathering
        self.group, self.day, self.pair = "", 0, 0
        self.open: tuple[int, int, tuple[str, ...], str] | None = None  # line, hour, what, rooms
        self.placed: set[tuple[int, int, str, str, tuple[str, ...]]] = set()

    def read(self) -> None:
        """Row by row."""
        for number, raw in enumerate(self.grid.rows):
            row = tuple(INVISIBLE.sub("", cell) for cell in raw)
            cells = [DRAWING.sub("", cell).strip() for cell in row]
            text = [cell for cell in cells if cell]
            if not text:
                continue
            if not self.day and not self.group and GROUP.match(text[0]):
                self.group = " ".join(text[0].split())
            elif text[0].casefold() in FORMS:
                self._close()
                self._day(text[0])
            elif self.day:
                self._row(number, row, text)
            else:
                self._left(number, text, "Строка стоит раньше первого дня недели: она не взята.")
        self._close()

    def _day(self, name: str) -> None:
        weekday = FORMS[name.casefold()]
        self.day, self.pair = weekday, 0
        self.gathering.days[weekday] = Day(weekday, name.capitalize(), name[:2], weekday)

    def _row(self, number: int, row: tuple[str, ...], text: list[str]) -> None:
        place = next((n for n, cell in enumerate(row) if HOUR.match(cell) and not WHO_ONLY.match(cell)), -1)
        count = next(
            (value for cell in row[: place if place > 0 else 2] if (value := read_count(cell)) is not None), None
        )
        if count is not None and place > 0:
            self.pair = count
            if count not in self.gathering.periods:
                self.gathering.periods[count] = Period(count, str(count), str(count), None, None, number + 1)
        if place >= 0 and self.pair:
            self._close()
            match = HOUR.match(row[place])
            rooms = " ".join(cell for cell in row[place + 1 :] if cell)
            if match:
                self.open = (number + 1, int(match[1]), _halves(match[2]), rooms)
            return
        who = next((cell for cell in row if WHO.match(cell)), "")
        if who and self.open:
            self._close(who)
        elif any(any(sign.isalnum() for sign in cell) for cell in text):
            self._left(number, text, "Строка не похожа ни на занятие, ни на преподавателя: она не взята.")

    def _close(self, who: str = "") -> None:
        """Place the hour that was begun, with its teachers."""
        if self.open is None:
            return
        line, _hour, what, rooms = self.open
        self.open = None
        teachers, places = _halves(who), _halves(rooms)
        parts = len(what) > 1
        for number, subject in enumerate(what):
            if not subject:
                continue
            match = WHO.match(teachers[min(number, len(teachers) - 1)]) if teachers else None
            teacher = (" ".join(match[2].split()),) if match else ()
            if not teacher:
                reason = "У занятия не назван преподаватель."
                self.gathering.report.add(
                    Problem(self.file, reason, Severity.WARNING, "no_teacher", line, value=shorten(subject))
                )
            part = f"{number + 1} подгруппа" if parts else ""
            place = (self.day, self.pair, part, subject, teacher)
            if place in self.placed:
                continue  # the second hour of the same pair
            self.placed.add(place)
            room = places[min(number, len(places) - 1)] if places else ""
            self.gathering.place(
                Placed(
                    self.day, self.pair, (self.group or self.file,), part, subject, teacher,
                    (room,) if room else (), line,
                )
            )  # fmt: skip

    def _left(self, number: int, text: list[str], reason: str) -> None:
        value = shorten(" ".join(text))
        if any(sign.isalnum() for sign in value):
            self.gathering.report.add(Problem(self.file, reason, Severity.WARNING, "left_row", number + 1, value=value))


def _halves(text: str) -> tuple[str, ...]:
    """«ФИЗ   /ХИМ» as two, «ФИЗ» as one, a room «с/з» as one."""
    text = " ".join(text.split())
    if not text:
        return ()
    if text.casefold() == "с/з":
        return (text,)
    return tuple(part.strip() for part in text.split("/"))
