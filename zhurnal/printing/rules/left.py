"""The left page: which columns and rows, and what stands in them. Pure."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from zhurnal.printing.rules.paging import (
    FEWEST_COLUMNS,
    MOST_NAMES,
    NAMES_EDGE,
    POINTS,
    SIZE,
    names_width,
    row_height,
    title_size,
)
from zhurnal.printing.rules.signs import lesson_cells
from zhurnal.printing.rules.widths import lines_of, width_of
from zhurnal.printing.rules.words import OUT_OF_SUBGROUP, entered_note, left_note, month_title, moved_note

TABLE, NUMBERS, CELL_EDGE = 272.0, 7.0, 1.6  # mm of the whole table and of the numbers; points of both edges of a cell
CELLS_ROOM, NOTE_SIZE, NOTE_LINES = 530.0, 5.6, 2  # points; a note's narrow letters take three quarters of their size
HEAD = 5.9  # mm of a row of months or days
NAME_LINE, NAME_GAP, NAME_EDGES = (
    3.18,
    0.95,
    1.4,
)  # mm of a name that takes several lines: each, but for the gap of the last, and its edges
TWO_LINES = 4.6  # mm: a lower row has room for one line of a note only
KINDS, SMALLEST_KINDS = 6.5, 4.5  # points of the letters below the marks

Cell = str | list[str | int]
"""Words of one column, or [words, columns], or [words, columns, 1] for a note."""


@dataclass(frozen=True, slots=True)
class Stay:
    """Days of a student on the list, and by which orders; ``came_over``, ``went_over``: he only changed the subgroup."""

    entered: date
    left: date | None
    order_in: str = ""
    order_out: str = ""
    note: str = ""
    came_over: bool = False
    went_over: bool = False

    def holds(self, day: date) -> bool:
        """Whether he was on the list that day."""
        return self.entered <= day and (self.left is None or day < self.left)


@dataclass(slots=True)
class PaperStudent:
    """A line of the list: his number in the whole journal, name, days on the list."""

    id: str
    number: int
    name: str
    stays: list[Stay] = field(default_factory=list)

    def note_on(self, day: date) -> str:
        """Why he has no cells that day; "" when he has."""
        if any(stay.holds(day) for stay in self.stays):
            return ""
        before = [stay for stay in self.stays if stay.left is not None and stay.left <= day]
        if before:
            last = before[-1]
            if last.went_over:
                return left_note(last.left or day, OUT_OF_SUBGROUP, "")
            return left_note(last.left or day, last.note, last.order_out)
        first = self.stays[0]
        return moved_note(first.entered) if first.came_over else entered_note(first.entered, first.order_in)


@dataclass(frozen=True, slots=True)
class Column:
    """A lesson on the left page: its day and the slots of its works, at least one."""

    id: str
    day: date
    slots: tuple[int, ...]
    kinds: tuple[str, ...]


def months(columns: Iterable[Column]) -> list[list[str | int]]:
    """[«Октябрь 2026 г.», columns] in order."""
    found: list[tuple[date, int]] = []
    for column in columns:
        first, width = column.day.replace(day=1), len(column.slots)
        if found and found[-1][0] == first:
            found[-1] = first, found[-1][1] + width
        else:
            found.append((first, width))
    return [[month_title(first, width), width] for first, width in found]


def days(columns: Iterable[Column]) -> list[list[str | int]]:
    """[«24», columns] of each lesson."""
    return [[str(column.day.day), len(column.slots)] for column in columns]


def student_cells(
    student: PaperStudent, columns: Sequence[Column], values: Callable[[str, str], dict[int, str]]
) -> list[Cell]:
    """The row of a student; days on which he was not on the list are one cell with the order (A7.2).

    ``values``: (lesson, student) → slot → value.
    """
    cells: list[Cell] = []
    note, width = "", 0
    for column in columns:
        said = student.note_on(column.day)
        if note and said != note:
            cells.append([note, width, 1])
            width = 0
        note = said
        if said:
            width += len(column.slots)
        else:
            found = values(column.id, student.id)
            cells.extend(lesson_cells(found.get(0, ""), found, list(column.slots)))
    if note:
        cells.append([note, width, 1])
    return cells


def filled(page: dict[str, Any], fewest: int = FEWEST_COLUMNS) -> dict[str, Any]:
    """The page with empty columns behind its own, where it has few: marks stand close together, as in a paper book."""
    more = max(0, fewest - int(page["columns"]))
    if not more:
        return page
    rows = [{**row, "cells": [*row["cells"], *[""] * more]} for row in page["rows"]]
    return {
        **page, "columns": fewest, "months": [*page["months"], ["", more]], "days": [*page["days"], *[["", 1]] * more],
        "kinds": [*page["kinds"], *[""] * more], "rows": rows,
    }  # fmt: skip


def told_below(page: dict[str, Any], room: float = CELLS_ROOM, lines: int = NOTE_LINES) -> dict[str, Any]:
    """The page with orders that do not fit into their cells told below the table instead, a star in their place.

    ``room``: points of all its cells; ``lines``: of a note that a row holds.
    """
    room /= max(int(page["columns"]), 1)
    rows, below = [], []
    for row in page["rows"]:
        cells = []
        for cell in row["cells"]:
            if (
                isinstance(cell, list)
                and len(cell) > 2
                and lines_of(str(cell[0]), room * int(cell[1]), NOTE_SIZE) > lines
            ):
                below.append(f"{row['name']} {cell[0]}")
                cell = ["*", cell[1]]  # noqa: PLW2901
            cells.append(cell)
        rows.append({**row, "cells": cells})
    return {**page, "rows": rows, "notes": [*page["notes"], *([f"* {'; '.join(below)}."] if below else [])]}


def finished(page: dict[str, Any]) -> dict[str, Any]:
    """The page filled up, with what stands below it, rows as high as all that allows, names and letters in one line each."""
    page = filled({**page, "width": names_width((row["name"] for row in page["rows"]), page["width"])})
    title = f"{page['label']} {page['title']}{page['part']}"
    room = (TABLE - NUMBERS - page["width"] - page["after_width"] * len(page["after"])) * POINTS
    told = told_below(page, room)
    if row_height(len(told["rows"]), told["notes"], title) < TWO_LINES:
        told = told_below(page, room, 1)
    height = round(row_height(len(told["rows"]), told["notes"], title), 2)
    column = room / page["columns"]
    rows = [
        {
            **row, "height": max(height, _name_height(row["name"], told["width"])),
            "cells": [_narrow(cell) if isinstance(cell, str) and width_of(cell, SIZE) > column else cell for cell in row["cells"]],
        }
        for row in told["rows"]
    ]  # fmt: skip
    sizes = [
        round(min(KINDS, max(SMALLEST_KINDS, (column - CELL_EDGE) / (width_of(one, 1) or 1))), 2)
        for one in page["kinds"]
    ]
    measured = [(HEAD, told["months"]), (HEAD, told["days"]), *((row["height"], row["cells"]) for row in rows)]
    return {
        **told, "rows": rows, "size": title_size(title), "height": height, "kinds_sizes": sizes,
        "column": round(column / POINTS, 4), "lines": lines_between([*measured, (height, told["kinds"])], page["columns"]),
    }  # fmt: skip


def _narrow(words: str) -> Cell:
    """«зач.» or «н/4» in a column of a full page: in the letters of a note, lest it stand over its neighbours."""
    return [words, 1, 1]


def _name_height(name: str, width: float) -> float:
    """Millimetres that a name takes which does not stand on one line (it parts behind a hyphen); 0: any row holds it."""
    lines = lines_of(name.replace("-", "- "), (width - NAMES_EDGE) * POINTS, SIZE) if width >= MOST_NAMES else 1
    return round(NAME_EDGES + NAME_LINE * lines - NAME_GAP, 2) if lines > 1 else 0.0


def lines_between(rows: Iterable[tuple[float, Sequence[Cell]]], columns: int) -> list[list[float]]:
    """[columns on its left, from, to] of each upright line between columns, broken where one cell goes over several.

    ``rows``: (height, cells) from the top; heights in millimetres.
    """
    found: list[list[float]] = []
    begun: dict[int, float] = {}
    top = 0.0
    for height, cells in rows:
        edges, place = set(), 0
        for cell in cells:
            place += 1 if isinstance(cell, str) else int(cell[1])
            edges.add(place)
        for edge in range(1, columns):
            if edge in edges:
                begun.setdefault(edge, top)
            elif edge in begun:
                found.append([edge, begun.pop(edge), round(top, 2)])
        top = round(top + height, 2)
    return sorted([*found, *([edge, since, top] for edge, since in begun.items())])
