"""A table as a page shows it. The rows are drawn here: a loop of a template costs ten times more for each of a form's many cells."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from zhurnal.kernel.export import Cell, Kind, Table, Total
from zhurnal.kernel.export.cells import spoken
from zhurnal.kernel.wording import whole

FIGURES, WORDS = '<td class="figures">', "<td>"


@dataclass(frozen=True, slots=True)
class Shown:
    """``heads``: (title, whether of numbers); ``body``: the rows of the table, empty without any."""

    title: str
    heading: tuple[str, ...]
    heads: tuple[tuple[str, bool], ...]
    body: SafeString
    notes: tuple[str, ...]


def shown(table: Table) -> Shown:
    """The table as text."""
    heads = tuple((column.title, column.kind is Kind.NUMBER) for column in table.columns)
    opened = [FIGURES if number else WORDS for _title, number in heads]
    body = mark_safe("".join(_row(row, opened) for row in table.rows))  # noqa: S308  (each cell is escaped)
    return Shown(table.title, table.heading, heads, body, table.notes)


def _row(row: tuple[Cell, ...], opened: Iterable[str]) -> str:
    cells = "".join([f"{begun}{_drawn(value)}</td>" for begun, value in zip(opened, row, strict=True)])
    return f'<tr class="table__sum">{cells}</tr>' if isinstance(row, Total) else f"<tr>{cells}</tr>"


def _drawn(value: Cell) -> str:
    """A cell: text as it is, whole numbers with a real minus."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return whole(value)
    return escape(value if isinstance(value, str) else spoken(value))
