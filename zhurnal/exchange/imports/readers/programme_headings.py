"""Headings of tables that people drew: found by words, over several merged rows, never by position."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.workbook import Grid

SEARCHED = 60  # rows from above in which a heading may begin
DEEPEST = 8


@dataclass(frozen=True)
class Heading:
    """Columns with the words above them, from the outermost to the nearest; ``body``: the first row of data."""

    grid: Grid
    top: int
    body: int
    paths: tuple[tuple[str, ...], ...]


def plain(words: str) -> str:
    """For comparing: small letters, ё as е, hyphens of broken words and spaces made one."""
    text = re.sub(r"-\s+", "", words.casefold().replace("ё", "е").replace("\xad", ""))
    return " ".join(text.split())


def find_heading(grid: Grid, fits: Callable[[Sequence[str]], int | None]) -> Heading | None:
    """``fits``: the cells of a row → the column by which the end of the heading is known, or None where it is no heading."""
    for top, row in enumerate(grid.rows[:SEARCHED]):
        column = fits([plain(cell) for cell in row])
        if column is None:
            continue
        body = _end(grid, top, column)
        paths = _paths(grid, top, body)
        while body < len(grid.rows) and _is_numbering(grid.rows[body]):
            body += 1
        return Heading(grid, top, body, paths)
    return None


def _end(grid: Grid, top: int, column: int) -> int:
    """The row after the heading: its merged cells tell, else the first row in which the column is filled again."""
    last = grid.merges.get((top, column), (top, column))[0]
    if last > top:
        return last + 1
    body = top + 1
    while body < min(top + DEEPEST, len(grid.rows)) and not grid.cell(body, column):
        body += 1
    return body


def _paths(grid: Grid, top: int, body: int) -> tuple[tuple[str, ...], ...]:
    width = max((len(row) for row in grid.rows[top:body]), default=0)
    said = [[grid.cell(row, column) for column in range(width)] for row in range(top, body)]
    for (row, column), (last_row, last_column) in grid.merges.items():
        if top <= row < body:
            for below in range(row, min(last_row, body - 1) + 1):
                for beside in range(column, min(last_column, width - 1) + 1):
                    said[below - top][beside] = grid.cell(row, column)
    if not grid.merges:
        for line in said[:-1]:  # drawn without merging: a word stands over the empty cells to its right
            for column in range(1, width):
                below_filled = any(row[column] for row in said[1:])
                line[column] = line[column] or (line[column - 1] if below_filled and column > 2 else "")
    return tuple(
        tuple(dict.fromkeys(word for line in said if (word := plain(line[column])))) for column in range(width)
    )


def _is_numbering(row: Sequence[str]) -> bool:
    """«1 2 3 4 …» under a heading."""
    numbers = [cell.strip().rstrip(".") for cell in row if cell.strip()]
    whole = len(numbers) > 2 and all(number.isdecimal() for number in numbers)
    return whole and [int(number) for number in numbers[:3]] == [1, 2, 3]
