"""Untis, the exchange file GPU001 (timetable): no header, one row for each lesson, class, teacher and room.

Columns: number of the lesson, class, teacher, subject, room, day (1 Monday), period; the rest is not read. Rows of one
number, teacher, subject, day and period are one lesson of several classes.
"""

import csv
from collections import Counter

from zhurnal.exchange.imports.readers.cells import read_count
from zhurnal.exchange.imports.readers.gathering import Gathering, Placed
from zhurnal.exchange.imports.readers.headings import WEEKDAYS
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.tables import untitled
from zhurnal.exchange.imports.readers.text import decode
from zhurnal.exchange.imports.readers.timetable import Day, Period

WIDTH, SAMPLE, LAST_PERIOD = 7, 60, 20
DELIMITERS = (";", "\t", ",")
Key = tuple[str, str, str, int, int]


def delimiter_of(text: str) -> str:
    """The delimiter with which most rows look like GPU001; "" where the text is something else."""
    for sign in DELIMITERS:
        rows = _rows(text.splitlines()[:SAMPLE], sign)
        good = sum(_place(row) is not None for row in rows)
        if rows and good * 3 >= len(rows) * 2:
            return sign
    return ""


def _rows(lines: list[str], sign: str) -> list[list[str]]:
    """Rows by this delimiter, each line by itself: one that cannot be read says nothing of the others."""
    found = []
    for line in lines:
        try:
            found += [row for row in csv.reader([line], delimiter=sign) if any(row)]
        except csv.Error:  # it is told when the file is read, here only the delimiter is guessed
            continue
    return found


def _place(row: list[str]) -> tuple[int, int] | None:
    """Day and period of a row, None where it does not tell them."""
    if len(row) < WIDTH or read_count(row[0]) is None:
        return None
    day, period = read_count(row[5]), read_count(row[6])
    if day is None or period is None or not 1 <= day <= 7 or not 0 <= period <= LAST_PERIOD:
        return None
    return day, period


def read_gpu(file: str, data: bytes, limits: Limits, gathering: Gathering) -> None:
    """Everything in a GPU001 file; a row without a place is told, and a line that cannot be read."""
    sign = delimiter_of(decode(data).text.replace("\0", "")) or DELIMITERS[0]
    coupled: dict[Key, tuple[list[str], list[str], int]] = {}
    doubled: Counter[str] = Counter()
    for line, row in untitled(file, data, sign, limits, gathering.report):
        if not any(row):
            continue
        place = _place(row)
        if place is None or line > limits.rows:
            reason = "В строке нет дня или урока: занятие не поставлено в расписание и не взято."
            gathering.report.add(
                Problem(file, reason, Severity.WARNING, "unplaced", line, value=shorten(" ".join(row)))
            )
            continue
        number, school_class, teacher, subject, room = (" ".join(cell.split()) for cell in row[:5])
        if not subject:
            reason = "У занятия нет предмета: строка не взята."
            gathering.report.add(Problem(file, reason, Severity.ERROR, "no_subject", line, value=shorten(number)))
            continue
        classes, rooms, _line = coupled.setdefault((number, teacher, subject, *place), ([], [], line))
        if school_class in classes and room in rooms:
            doubled[number] += 1
        if school_class and school_class not in classes:
            classes.append(school_class)
        if room and room not in rooms:
            rooms.append(room)
    for (number, teacher, subject, day, period), (classes, rooms, line) in coupled.items():
        _put(gathering, (number, teacher, subject, day, period), classes, rooms, line)
    if doubled:
        reason = f"Строк, которые повторяют другую дословно: {sum(doubled.values())}. Взята первая из каждых."
        gathering.report.add(Problem(file, reason, Severity.QUESTION, "double_card"))


def _put(gathering: Gathering, key: Key, classes: list[str], rooms: list[str], line: int) -> None:
    number, teacher, subject, day, period = key
    name = WEEKDAYS[day - 1].capitalize()
    gathering.days.setdefault(day, Day(day, name, name[:2], day))
    gathering.periods.setdefault(period, Period(period, str(period), str(period), None, None, line))
    teachers = (teacher,) if teacher else ()
    own = f"{number}|{teacher}|{subject}"
    gathering.place(Placed(day, period, tuple(classes), "", subject, teachers, tuple(rooms), line, key=own))
