"""A day's sheet of a college: blocks of groups side by side and below one another, a pair takes two rows (what, who).

A block begins with a row «Группа:» that holds the groups' names. Left of the groups stand pair, lesson and time. Each group
has columns for two subgroups with a room after each; a cell that is merged over both speaks of the whole group, one merged
over several groups of all of them. Teacher and room may stand in one cell with the discipline, on lines of their own.
"""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.cells import read_count, read_time
from zhurnal.exchange.imports.readers.gathering import Gathering, Placed
from zhurnal.exchange.imports.readers.headings import Heading, read_heading
from zhurnal.exchange.imports.readers.problems import Problem, Severity, shorten
from zhurnal.exchange.imports.readers.timetable import Day, Period
from zhurnal.exchange.imports.readers.workbook import Grid

GROUP = re.compile(r"^групп[аы]\s*:?$", re.IGNORECASE)
PARTS = re.compile(r"^подгрупп[аы]\s*:?$", re.IGNORECASE)
TEACHER = re.compile(r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s+[А-ЯЁ]\s?\.\s?(?:[А-ЯЁ]\s?\.?)?(?![а-яё])")
TIME = re.compile(r"(\d{1,2}[:.]\d{2})\s*[-–—]\s*(\d{1,2}[:.]\d{2})")
DISCIPLINE = re.compile(r"(?:[А-ЯЁ]{2,5}\.?\s?\d|[А-ЯЁ][а-яё]{3})")
EDGES = " \t\n,;/*|"
NAMED = re.compile(r"[A-Za-zА-ЯЁа-яё1-9]")  # «0» is what a formula shows where its group was left out
LAST_PAIR = 20


@dataclass(frozen=True, slots=True)
class Column:
    """The columns of one group in a block: first, where the second subgroup begins, last."""

    name: str
    first: int
    second: int
    last: int


@dataclass(frozen=True, slots=True)
class Pair:
    """The rows of one pair in a block; ``time``: its own, where it is not the first of this number."""

    number: int
    first: int
    last: int
    time: tuple[dt.time, dt.time] | None = None


def is_day_sheet(grid: Grid) -> bool:
    """Whether a sheet has a row «Группа:»."""
    return any(GROUP.match(cell) for row in grid.rows for cell in row if cell)


def read_day_sheet(file: str, grid: Grid, gathering: Gathering) -> None:
    """All lessons of a sheet; a heading that contradicts itself is refused, and nothing of the sheet is taken."""
    starts = [number for number, row in enumerate(grid.rows) if any(GROUP.match(cell) for cell in row if cell)]
    heading = read_heading("\n".join(cell for row in grid.rows[: starts[0]] for cell in row if cell), grid.name)
    sheet = Sheet(file, grid, gathering)
    reason = heading.trouble
    if not reason and not heading.weekday:
        reason = "Ни над расписанием, ни в названии листа нет даты или дня недели. Напишите, например, «на 27.10.2025 (понедельник)»."
    if reason:
        gathering.report.add(Problem(file, reason, code="day", line=1, value=shorten(grid.name)))
        return
    sheet.day = _day(gathering, heading)
    sheet.weeks = (heading.week,) if heading.week and heading.date is None else ()
    gathering.week_count = 2 if sheet.weeks else gathering.week_count
    for place, start in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(grid.rows)
        sheet.block(start, stop, starts[0])


def _day(gathering: Gathering, heading: Heading) -> int:
    for day in gathering.days.values():
        if (day.date, day.weekday) == (heading.date, heading.weekday):
            return day.number
    number = len(gathering.days) + 1
    name = f"{heading.date:%d.%m.%Y}" if heading.date else str(heading.weekday)
    gathering.days[number] = Day(number, name, name, heading.weekday, heading.date)
    return number


class Sheet:
    """One sheet being read."""

    def __init__(self, file: str, grid: Grid, gathering: Gathering) -> None:
        self.file, self.grid, self.gathering = file, grid, gathering
        self.day, self.weeks = 0, ()  # type: int, tuple[int, ...]

    def complain(self, row: int, reason: str, code: str, value: str, severity: Severity = Severity.WARNING) -> None:
        """A complaint about a row."""
        self.gathering.report.add(Problem(self.file, reason, severity, code, row + 1, value=shorten(value)))

    def block(self, start: int, stop: int, first_block: int) -> None:
        """One row of groups and everything below it."""
        label = next(place for place, cell in enumerate(self.grid.rows[start]) if GROUP.match(cell))
        told = self._columns(start, label, first_block)
        columns = [column for column in told if NAMED.search(column.name)]
        for column in columns:
            self.gathering.school_class(column.name, start + 1)
        taken: set[tuple[int, int]] = set()
        for pair in self._pairs(start + 1, stop, told[0].first if told else label + 1):
            taken.update((row, -1) for row in range(pair.first, pair.last + 1))
            covered = -1
            for place, column in enumerate(told):
                if column.first <= covered:
                    continue
                if column in columns:
                    self._cell(pair, column, [item for item in told[place:] if item in columns])
                    covered = self.grid.end(pair.first, column.first)
                elif left := " ".join(filter(None, self.grid.rows[pair.first][column.first : column.last + 1])):
                    reason = f"Вместо названия группы стоит «{column.name}»: занятие под ним не взято."
                    self.complain(pair.first, reason, "no_group", left)
        for row in range(start + 1, stop):
            rest = [cell for cell in self.grid.rows[row][label + 1 :] if cell]
            if (row, -1) not in taken and any(TEACHER.search(cell) for cell in rest):
                self.complain(row, "В строке нет номера пары: она не взята.", "no_pair", " ".join(rest))

    def _columns(self, start: int, label: int, first_block: int) -> list[Column]:
        row = self.grid.rows[start]
        begins = [place for place in range(label + 1, len(row)) if row[place]]
        usual = begins[1] - begins[0] if len(begins) > 1 else 0
        marks: dict[int, str] = {}
        for above in self.grid.rows[:first_block]:
            if any(PARTS.match(cell) for cell in above if cell):
                marks = dict(enumerate(above))
        found = []
        for place, begin in enumerate(begins):
            stop = begins[place + 1] if place + 1 < len(begins) else max(begin + usual, self.grid.end(start, begin) + 1)
            last = max(begin, min(stop, len(row)) - 1)
            last = min(last, self.grid.end(start, begin)) if self.grid.end(start, begin) > begin else last
            second = next((n for n in range(begin + 1, last + 1) if marks.get(n) == "2"), 0)
            second = second or (begin + (last - begin + 1) // 2 if last - begin >= 3 else last + 1)
            found.append(Column(" ".join(row[begin].split()), begin, second, last))
        return found

    def _pairs(self, start: int, stop: int, left: int) -> Iterator[Pair]:
        begins: list[tuple[int, int]] = []
        for row in range(start, stop):
            number = next(
                (count for n in range(left) if (count := read_count(self.grid.cell(row, n))) is not None), None
            )
            lonely = self.grid.cell(row, 0) or not begins or left <= 1
            if number is not None and lonely and (left <= 1 or self.grid.cell(row, 0)):
                begins.append((number, row))
        for place, (number, row) in enumerate(begins):
            last = (begins[place + 1][1] if place + 1 < len(begins) else stop) - 1
            if not 0 <= number <= LAST_PAIR:
                self.complain(
                    row, "Номер пары не читается: строки не взяты.", "pair", self.grid.cell(row, 0), Severity.ERROR
                )
                continue
            yield Pair(number, row, last, self._time(number, row, left))

    def _time(self, number: int, row: int, left: int) -> tuple[dt.time, dt.time] | None:
        """Tells the pair's time; it is returned where it is not the first that the files give this number.

        Mondays begin later, a second shift may count from one again, a building may ring at its own time (A5.1): lessons
        have the time of their own row.
        """
        text = " ".join(self.grid.cell(row, n) for n in range(left))
        match = TIME.search(text)
        starts, ends = (read_time(match[1]), read_time(match[2])) if match else (None, None)
        first = self.gathering.periods.get(number)
        if first is None or first.starts is None:
            first = self.gathering.periods[number] = Period(number, str(number), str(number), starts, ends, row + 1)
        if starts is None or ends is None:
            return None
        known = self.gathering.times.setdefault((self.day, number), (starts, ends))
        if known != (starts, ends) and starts < known[1] and known[0] < ends:
            told = " и ".join(f"{begins:%H:%M}–{finishes:%H:%M}" for begins, finishes in (known, (starts, ends)))
            reason = f"У {number} пары в один день разное время: {told}. Занятия получат время своей строки."
            self.gathering.report.add_once(
                Problem(self.file, reason, Severity.QUESTION, "period_times", row + 1, value=shorten(text)),
                f"{self.day}/{number}",
            )
        return None if (starts, ends) == (first.starts, first.ends) else (starts, ends)

    def _cell(self, pair: Pair, column: Column, right: list[Column]) -> None:
        """The lesson or the two lessons of a group in a pair."""
        row, who = pair.first, pair.first + 1
        one, two = self.grid.cell(row, column.first), self.grid.cell(row, column.second)
        inner = self._first_filled(row, column.first + 1, column.second - 1)
        end = self.grid.end(row, column.first)
        whole = end >= column.second or column.second > column.last
        narrow = 0 < self.grid.end(who, column.first) - column.first < column.second - column.first
        if not whole and not two:
            whole = not inner and not (narrow and self.grid.merges)
        if whole or (two and not one and not self._is_what(row, column.second)):
            groups = [item.name for item in right if item.first <= max(end, column.first)]
            side = (max(end, column.first) + 1, right[len(groups) - 1].last)
            for first, last in self._hours(pair, column.first):
                what, room = self.grid.cell(first, column.first), self._first_filled(first, *side)
                self._lesson(pair, groups, "", what, self._below(first + 1, last, column.first), room)
            return
        self._lesson(pair, [column.name], "1 подгруппа", one, self._below(who, pair.last, column.first), inner)
        room = self._first_filled(row, column.second + 1, column.last)
        self._lesson(pair, [column.name], "2 подгруппа", two, self._below(who, pair.last, column.second), room)

    def _hours(self, pair: Pair, column: int) -> list[tuple[int, int]]:
        """Rows of the lesson in a pair; of two, when its two hours have each a discipline and a teacher of their own."""
        one = self.grid.cell(pair.first, column)
        for row in range(pair.first + 1, pair.last + 1):
            text = self.grid.cell(row, column)
            if (
                TEACHER.search(one)
                and DISCIPLINE.match(_before_teacher(text))
                and TEACHER.search(self._below(row, pair.last, column))
            ):
                same = _before_teacher(text) == _before_teacher(self.grid.cell(pair.first, column))
                return [(pair.first, pair.last)] if same else [(pair.first, row - 1), (row, pair.last)]
            one = f"{one}\n{text}"
        return [(pair.first, pair.last)]

    def _is_what(self, row: int, column: int) -> bool:
        return any(sign.isalpha() for sign in self.grid.cell(row, column)) and bool(self.grid.cell(row + 1, column))

    def _below(self, first: int, last: int, column: int) -> str:
        return "\n".join(cell for row in range(first, last + 1) if (cell := self.grid.cell(row, column)))

    def _first_filled(self, row: int, first: int, last: int) -> str:
        return next((cell for n in range(first, last + 1) if (cell := self.grid.cell(row, n))), "")

    def _lesson(self, pair: Pair, groups: list[str], part: str, what: str, who: str, room: str) -> None:
        if not what:
            if who or room:
                text = f"{', '.join(groups)}: {who} {room}"
                reason = "Есть преподаватель или кабинет, но нет дисциплины: занятие не взято."
                self.complain(pair.first, reason, "no_subject", text)
            return
        inside = [match[0] for match in TEACHER.finditer(what)]
        subject = what
        if inside:
            head, _found, tail = what.partition(inside[0])
            subject, who, room = (
                head.strip(EDGES) or what,
                f"{', '.join(inside)}\n{who}",
                room or _last_word(tail, inside),
            )
        teachers, rest = _people(who)
        rooms = tuple(filter(None, (raw.strip(EDGES) for raw in (room or rest).split("\n"))))
        if not teachers:
            self.complain(
                pair.first, "У занятия не назван преподаватель.", "no_teacher", f"{', '.join(groups)}: {subject}"
            )
        self.gathering.place(
            Placed(
                self.day, pair.number, tuple(groups), part, " ".join(subject.split()), teachers,
                tuple(" ".join(name.split()) for name in rooms[:1]), pair.first + 1, weeks=self.weeks,
                starts=pair.time[0] if pair.time else None, ends=pair.time[1] if pair.time else None,
            )
        )  # fmt: skip


def _people(text: str) -> tuple[tuple[str, ...], str]:
    """Teachers of a cell and what stands beside them (a room)."""
    found = [match[0] for match in TEACHER.finditer(text)]
    if not found:
        first, _line, rest = text.partition("\n")
        name = " ".join(first.split()).strip(EDGES)
        return ((name,), rest.strip(EDGES)) if any(sign.isalpha() for sign in name) else ((), text.strip(EDGES))
    rest = text
    for name in found:
        rest = rest.replace(name, " ")
    return tuple(dict.fromkeys(" ".join(name.split()) for name in found)), " ".join(rest.split()).strip(EDGES)


def _before_teacher(text: str) -> str:
    """What a cell says before it names a teacher."""
    match = TEACHER.search(text)
    return (text[: match.start()] if match else text).strip(EDGES)


def _last_word(tail: str, names: list[str]) -> str:
    for name in names:
        tail = tail.replace(name, " ")
    return " ".join(tail.split()).strip(EDGES)
