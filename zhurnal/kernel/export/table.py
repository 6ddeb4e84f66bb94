"""A table of typed columns and rows: what every report and every list is before it becomes a file. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum

Cell = str | int | float | Decimal | date | datetime | time | bool | None


class Kind(StrEnum):
    """What a column holds; it decides how a cell is written, not what the cell is."""

    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"
    FLAG = "flag"


class Format(StrEnum):
    """The kinds of file."""

    XLSX = "xlsx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


MEDIA = {
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: ``key`` for programs (json), ``title`` for people, ``width`` in characters (0: by what stands in it)."""

    key: str
    title: str
    kind: Kind = Kind.TEXT
    width: int = 0


class Total(tuple[Cell, ...]):
    """A row that sums others: written bold, under a line."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet. ``rows`` may be a generator: it is walked once and never held whole.

    ``heading``: lines above the columns (the college, the month, whose sheet), ``notes``: lines below, ``signatures``: who
    signs. The three stand in xlsx, where people read and print; csv is columns and rows only, so that a program reads
    it back. A list that is meant to be read back has none of them. ``more``: further tables of the same paper, each on a
    sheet of its own in xlsx; csv and json hold the first. ``apart``: on paper each begins a new page.
    ``document``: the name of the whole file, where the first table bears another (a person's).
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Cell, ...]]
    notes: tuple[str, ...] = ()
    heading: tuple[str, ...] = ()
    signatures: tuple[str, ...] = ()
    landscape: bool = True
    more: tuple["Table", ...] = ()
    apart: bool = False
    document: str = ""

    @property
    def named(self) -> str:
        """What the whole file is called."""
        return self.document or self.title
