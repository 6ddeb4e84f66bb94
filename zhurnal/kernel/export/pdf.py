"""The paper: the table set on A4 with the college's head, notes and signature lines (A9)."""

from typing import IO

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export.cells import spoken
from zhurnal.kernel.export.table import Cell, Kind, Table, Total
from zhurnal.kernel.export.widths import widths
from zhurnal.kernel.refusal import Refusal
from zhurnal.kernel.typeset import typeset
from zhurnal.kernel.wording import whole

MOST_ROWS = 20_000  # more is nobody's paper; a workbook takes them
_LONG = Refusal("long_paper", "Для бумаги в таблице слишком много строк. Сузьте отбор или возьмите файл XLSX.")
_TYPE = ((95, 9.0), (125, 8.0), (160, 7.0), (210, 6.0))  # characters in a line that a size of type bears, landscape
_UPRIGHT = 0.68  # of them stand on an upright page
_SMALLEST = 5.0


def write_pdf(table: Table, file: IO[bytes]) -> None:
    """Set the table and those that belong to it. The first line of its heading is the college.

    Raises ``Refused`` when it is too long, ``TypesetError``.
    """
    college = next(iter(table.heading), "")
    data = {
        "title": table.named,
        "foot": ", ".join(part for part in (college, *(table.heading[1:2] if table.apart else (table.title,))) if part),
        "landscape": table.landscape,
        "apart": table.apart,
        "empty": "Записей нет.",
        "parts": [_part(one, landscape=table.landscape) for one in (table, *table.more)],
        "signatures": table.signatures,
    }
    file.write(typeset("kernel/typeset/table.typ", data))


def _part(table: Table, *, landscape: bool) -> dict[str, object]:
    rows: list[tuple[Cell, ...]] = []
    for row in table.rows:
        if len(rows) == MOST_ROWS:
            raise Refused(_LONG)
        rows.append(row)
    wide = widths(table.columns, rows[:200])
    college, *lines = table.heading or ("",)
    return {
        "title": table.title,
        "college": college,
        "heading": lines,
        "columns": [
            {"title": column.title, "width": width, "number": column.kind is Kind.NUMBER}
            for column, width in zip(table.columns, wide, strict=True)
        ],
        "rows": [{"total": isinstance(row, Total), "cells": [_said(cell) for cell in row]} for row in rows],
        "notes": table.notes,
        "signatures": table.signatures,
        "size": _size(sum(wide), landscape=landscape),
    }


def _said(value: Cell) -> str:
    """As on the page: text as it is, a whole number with a real minus."""
    if isinstance(value, str):
        return value
    return whole(value) if isinstance(value, int) and not isinstance(value, bool) else spoken(value)


def _size(characters: int, *, landscape: bool) -> float:
    bears = 1 if landscape else _UPRIGHT
    return next((size for most, size in _TYPE if characters <= most * bears), _SMALLEST)
