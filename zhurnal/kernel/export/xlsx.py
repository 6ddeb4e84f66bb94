"""The workbook: typed cells, frozen header, filter, widths, A4 print. No text ever becomes a formula or a link."""

import re
from itertools import chain, islice
from tempfile import TemporaryDirectory
from typing import IO, Any, NamedTuple

import xlsxwriter

from zhurnal.kernel.export.sheet import LONGEST, Sheet
from zhurnal.kernel.export.table import Kind, Table
from zhurnal.kernel.export.widths import widths

__all__ = ["LONGEST", "sheet_name", "write_xlsx"]
_LOOKED_AT = 200  # rows by which the widths are chosen
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "dd.mm.yyyy",
}
_PATTERNS = {Kind.DATE: "dd.mm.yyyy", Kind.MOMENT: "dd.mm.yyyy hh:mm", Kind.TIME: "hh:mm"}
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
    """Write the table as a workbook: a sheet for it and one for each of those that belong to it.

    The library's own files, in which rows lie unsealed, are in a folder that goes with the call, also when closing fails.
    """
    with TemporaryDirectory(prefix="zhurnal-book-") as folder:
        book = xlsxwriter.Workbook(file, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"title": table.named})
        styles, sheets = _styles(book), dict[str, Sheet]()
        try:
            for one in (table, *table.more):
                name = _free(sheet_name(one.title), set(sheets))
                sheets[name.casefold()] = book.add_worksheet(name, Sheet)
                _write_sheet(sheets[name.casefold()], styles, one)
            book.close()
        except BaseException:
            for sheet in sheets.values():
                sheet.discard()
            raise


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
    end = sheet.write_body(top + 1, table.columns, chain(first, rows), styles.body, styles.total)
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
