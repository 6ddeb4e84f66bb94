"""A table as a page shows it: text of each cell, whether it is a number, whether the row is a total. Pure."""

from dataclasses import dataclass

from zhurnal.kernel.export import Cell, Kind, Table, Total
from zhurnal.kernel.export.cells import spoken
from zhurnal.kernel.wording import whole


@dataclass(frozen=True, slots=True)
class Shown:
    """``heads``: (title, whether of numbers); ``rows``: (whether a total, cells as (text, whether a number))."""

    title: str
    heading: tuple[str, ...]
    heads: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[bool, tuple[tuple[str, bool], ...]], ...]
    notes: tuple[str, ...]


def shown(table: Table) -> Shown:
    """The table as text."""
    numbers = [column.kind is Kind.NUMBER for column in table.columns]
    rows = tuple(
        (isinstance(row, Total), tuple((text_of(value), n) for value, n in zip(row, numbers, strict=True)))
        for row in table.rows
    )
    heads = tuple((column.title, n) for column, n in zip(table.columns, numbers, strict=True))
    return Shown(table.title, table.heading, heads, rows, table.notes)


def text_of(value: Cell) -> str:
    """A cell: text as it is, whole numbers with a real minus."""
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) and not isinstance(value, bool) else spoken(value)
