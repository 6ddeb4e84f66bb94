"""How wide the columns of a table are, in characters. Pure."""

from collections.abc import Iterator
from datetime import date, time

from zhurnal.kernel.export.table import Cell, Column, Kind

_WIDEST, _NARROWEST = 60, 4
_USUAL = {Kind.DATE: 11, Kind.MOMENT: 17, Kind.TIME: 7, Kind.FLAG: 6}


def widths(columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> list[int]:
    """Width of each column: as it was told, else by its title and what stands in ``rows``."""
    return list(_widths(columns, rows))


def _widths(columns: tuple[Column, ...], rows: list[tuple[Cell, ...]]) -> Iterator[int]:
    for place, column in enumerate(columns):
        if column.width:
            yield column.width
            continue
        longest = max((_length(row[place]) for row in rows), default=0)
        words = max((len(word) for word in column.title.split()), default=0) + 2  # the filter's button takes two
        yield min(max(longest + 1, words, _USUAL.get(column.kind, _NARROWEST)), _WIDEST)


def _length(value: Cell) -> int:
    if isinstance(value, str):
        return max((len(line) for line in value.split("\n")), default=0)
    return 0 if value is None or isinstance(value, date | time) else len(f"{value}")
