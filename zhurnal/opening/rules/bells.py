"""Bells as a table: days, shift, building, pair, beginning, end (C3)."""

import itertools
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import time

from zhurnal.opening.rules.tables import (
    Problem,
    Unreadable,
    read_number,
    read_rows,
    read_time,
    read_weekdays,
    say_weekdays,
)

WIDTH = 6
USUAL = (
    ("1", "8:30", "10:05"), ("2", "10:20", "11:55"), ("3", "12:25", "14:00"),
    ("4", "14:10", "15:45"), ("5", "15:55", "17:30"), ("6", "17:40", "19:15"),
)  # fmt: skip
USUAL_TEXT = "\n".join(f"пн-сб; 1; ; {pair}; {starts}; {ends}" for pair, starts, ends in USUAL)


@dataclass(frozen=True, slots=True, order=True)
class Ring:
    """When a pair begins and ends on one weekday of a shift in a building (empty: in all that have no bells of their own)."""

    building: str
    shift: int
    weekday: int
    pair: int
    starts: time
    ends: time

    @property
    def place(self) -> tuple[str, int, int, int]:
        """What may have one beginning only."""
        return (self.building, self.shift, self.weekday, self.pair)


def read_bells(text: str) -> tuple[list[Ring], list[Problem]]:
    """Rings of a table, or what is wrong in it: a place given twice, an end before its beginning, pairs that overlap."""
    rows, problems = read_rows(text, WIDTH, _rings)
    seen: dict[tuple[str, int, int, int], Ring] = {}
    for line, rings in rows:
        for ring in rings:
            other = seen.setdefault(ring.place, ring)
            if other is not ring:
                problems.append(Problem(line, f"{ring.pair} пара этого дня, смены и корпуса уже есть выше."))
                break
    return sorted(seen.values()), problems or _overlaps(rows)


def _rings(cells: tuple[str, ...]) -> list[Ring]:
    days, shift, building, pair, first, last = cells
    number, starts, ends = read_number(pair, 0, 12, "Пара"), read_time(first), read_time(last)
    if ends <= starts:
        raise Unreadable(f"{number} пара кончается раньше, чем начинается: проверьте {first} и {last}.")
    place = (building[:40], read_number(shift or "1", 1, 4, "Смена"))
    return [Ring(*place, int(day), number, starts, ends) for day in read_weekdays(days or "пн-сб")]


def _overlaps(rows: Iterable[tuple[int, list[Ring]]]) -> list[Problem]:
    days: dict[tuple[str, int, int], list[tuple[Ring, int]]] = defaultdict(list)
    for line, rings in rows:
        for ring in rings:
            days[ring.building, ring.shift, ring.weekday].append((ring, line))
    found = {}
    for same in days.values():
        same.sort(key=lambda row: row[0].starts)
        for (before, _line), (after, line) in itertools.pairwise(same):
            if after.starts < before.ends:
                found[line] = f"{after.pair} пара начинается раньше, чем кончается {before.pair}."
    return [Problem(line, text) for line, text in sorted(found.items())]


def bells_text(rings: Iterable[Ring]) -> str:
    """The table of the rings, weekdays alike in one line."""
    days: dict[tuple[object, ...], str] = defaultdict(str)
    for ring in sorted(rings):
        days[ring.building, ring.shift, ring.pair, ring.starts, ring.ends] += str(ring.weekday)
    lines = []
    for (building, shift, pair, starts, ends), weekdays in days.items():
        lines.append(f"{say_weekdays(weekdays)}; {shift}; {building}; {pair}; {starts:%H:%M}; {ends:%H:%M}")
    return "\n".join(lines)
