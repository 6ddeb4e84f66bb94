"""The workbook: typed cells, frozen header, filter, widths, A4 print. No text ever becomes a formula or a link."""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import IO, Any, NamedTuple

import xlsxwriter

from zhurnal.kernel.export.cells import NO, YES
from zhurnal.kernel.export.table import Cell, Column, Kind, Table, Total
from zhurnal.kernel.export.widths import widths

LONGEST = 32_767  # characters that a cell may hold
_LOOKED_AT = 200  # rows by which the widths are chosen
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
_PATTERNS = {Kind.DATE: "dd.mm.yyyy", Kind.MOMENT: "dd.mm.yyyy hh:mm", Kind.TIME: "hh:mm"}
_FIRST_DAY = date(1900, 3, 1)  # Excel's calendar is wrong before it
_EXACT = 10**15  # a number of more digits loses its last ones
_A4 = 9


class _Styles(NamedTuple):
    """Formats of the sheet; ``body`` and ``total`` by kind."""

    title: Any
    heading: Any
    head: Any
    note: Any
    body: dict[Kind, Any]
    total: dict[Kind, Any]


def write_xlsx(table: Table, file: IO[bytes]) -> None:
    """Write the table as a workbook: a sheet for it and one for each of those that belong to it."""
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": table.named})
    styles, taken = _styles(book), set[str]()
    for one in (table, *table.more):
        name = _free(sheet_name(one.title), taken)
        taken.add(name.casefold())
        _write_sheet(book.add_worksheet(name), styles, one)
    book.close()


def _free(name: str, taken: set[str]) -> str:
    """Excel wants different names, letters of either case alike."""
    number, found = 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: 31 - len(f' {number}')]} {number}"
    return found


def _write_sheet(sheet: Any, styles: _Styles, table: Table) -> None:
    rows = iter(table.rows)
    first = list(islice(rows, _LOOKED_AT))
    for place, width in enumerate(widths(table.columns, first)):
        sheet.set_column(place, place, width)
    top = _above(sheet, styles, table)
    for place, column in enumerate(table.columns):
        sheet.write_string(top, place, column.title, styles.head)
    end = _body(sheet, styles, table.columns, chain(first, rows), top + 1)
    _below(sheet, styles, table, end)
    _for_print(sheet, table, top, end)


def sheet_name(title: str) -> str:
    """A name that Excel accepts: 31 characters, none of []:*?/\\, no apostrophe at its ends."""
    return re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title)[:31].strip().strip("'") or "Лист"


def _styles(book: Any) -> _Styles:
    body, total = {}, {}
    for kind in Kind:
        look: dict[str, object] = {"valign": "top", "border": 1, "border_color": "#B8BEC8"}
        look |= {"num_format": _PATTERNS[kind]} if kind in _PATTERNS else {}
        look |= {"text_wrap": True} if kind is Kind.TEXT else {}
        body[kind] = book.add_format(look)
        total[kind] = book.add_format({**look, "bold": True, "top": 2})
    head = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1, "bg_color": "#E9ECF1"}
    return _Styles(
        book.add_format({"bold": True, "font_size": 14}), book.add_format(), book.add_format(head),
        book.add_format({"italic": True}), body, total,
    )  # fmt: skip


def _above(sheet: Any, styles: _Styles, table: Table) -> int:
    """Title and heading where there is a heading; returns the row of the columns."""
    if not table.heading:
        return 0
    sheet.write_string(0, 0, table.title, styles.title)
    for number, line in enumerate(table.heading, 1):
        sheet.write_string(number, 0, line, styles.heading)
    return len(table.heading) + 2


def _body(sheet: Any, styles: _Styles, columns: tuple[Column, ...], rows: Iterable[tuple[Cell, ...]], row: int) -> int:
    """Returns the row after the last."""
    for cells in rows:
        looks = styles.total if isinstance(cells, Total) else styles.body
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            _cell(sheet, row, place, value, looks[column.kind])
        row += 1
    return row


def _cell(sheet: Any, row: int, place: int, value: Cell, look: Any) -> None:
    """By the value's own type: a number stays a number, a date a date, text text, whatever it begins with."""
    if value is None or value == "":
        sheet.write_blank(row, place, None, look)
    elif isinstance(value, bool):
        sheet.write_string(row, place, YES if value else NO, look)
    elif isinstance(value, int | float | Decimal):
        if -_EXACT < value < _EXACT:
            sheet.write_number(row, place, float(value), look)
        else:
            sheet.write_string(row, place, str(value), look)
    elif isinstance(value, time) or (isinstance(value, date) and _day(value) >= _FIRST_DAY):
        sheet.write_datetime(row, place, value.replace(tzinfo=None) if isinstance(value, datetime) else value, look)
    else:
        text = value.strftime("%d.%m.%Y") if isinstance(value, date) else value
        sheet.write_string(row, place, text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…", look)


def _day(value: date) -> date:
    return value.date() if isinstance(value, datetime) else value


def _below(sheet: Any, styles: _Styles, table: Table, row: int) -> None:
    for line in table.notes:
        sheet.write_string(row + 1, 0, line, styles.note)
        row += 1
    for line in table.signatures:
        sheet.write_string(row + 2, 0, f"{line} ____________________", styles.heading)
        row += 2


def _for_print(sheet: Any, table: Table, top: int, end: int) -> None:
    """The header stays in sight and on every page; A4, as wide as the sheet."""
    sheet.freeze_panes(top + 1, 0)
    if table.columns:
        sheet.autofilter(top, 0, max(end - 1, top), len(table.columns) - 1)
    sheet.repeat_rows(top)
    sheet.set_paper(_A4)
    if table.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&L{table.title[:120].replace('&', '&&')}&R&P из &N")
