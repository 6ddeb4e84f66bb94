"""The body of a sheet. The library makes the workbook; the cells of long lists are written past its per-cell calls, most of a workbook's time.

Rows go straight into the file in which the library keeps them in its mode of constant memory, in the words in which it
writes them itself. The version of the library is fixed by its hash; ``tests/kernel/test_export.py`` compares both ways.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from zhurnal.kernel.errors import Refused
from zhurnal.kernel.export.cells import NO, YES
from zhurnal.kernel.export.table import Cell, Column, Kind, Total
from zhurnal.kernel.refusal import Refusal

LONGEST = 32_767  # characters that a cell may hold, in UTF-16
MOST_ROWS = 1_048_576  # of a sheet
_ROOM = 100  # of them for what stands below the body
_EXACT = 10**15  # a number of more digits loses its last ones
_FIRST_DAY = date(1900, 3, 1)  # Excel's calendar is wrong before it
_DAY_NOUGHT = date(1899, 12, 30).toordinal()
_SECONDS = 86_400
_NOT_PLAIN = re.compile(r"[&<>\x00-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_|^\s|\s$")
_LONG = Refusal(
    "long_workbook", "В таблице больше миллиона строк: лист книги столько не вмещает. Сузьте отбор или возьмите CSV."
)


class Sheet(Worksheet):
    """A worksheet that takes its body as rows."""

    def write_body(
        self,
        row: int,
        columns: tuple[Column, ...],
        rows: Iterable[tuple[Cell, ...]],
        body: dict[Kind, Any],
        total: dict[Kind, Any],
    ) -> int:
        """Write the rows from ``row`` on; ``body`` and ``total``: formats by kind. Returns the row after the last. Raises ``Refused``."""
        if not columns:
            return row
        self._write_single_row(row)  # what was written above by the library's own calls
        places = [f'<c r="{xl_col_to_name(place)}' for place in range(len(columns))]
        plain, summed = (
            [f'" s="{looks[column.kind]._get_xf_index()}"' for column in columns]  # noqa: SLF001
            for looks in (body, total)
        )
        write, cell = self.fh.write, self._cell
        for cells in rows:
            row += 1
            if row > MOST_ROWS - _ROOM:
                raise Refused(_LONG)
            looks = summed if isinstance(cells, Total) else plain
            said = "".join(
                f"{place}{row}{look}{cell(value)}" for place, look, value in zip(places, looks, cells, strict=True)
            )
            write(f'<row r="{row}">{said}</row>')
        self._check_dimensions(row - 1, len(columns) - 1)
        self.previous_row = row
        return row

    def discard(self) -> None:
        """The book will not be finished: what is left of its rows is not written out. Its folder is taken away by whoever made it."""
        with suppress(OSError):  # the full disk because of which it is discarded
            self.row_data_fh.close()

    def _xml_rich_inline_string(self, string: str, attributes: Any) -> None:
        """Nobody writes rich text: a title or a heading that looks like it is text as well, and its signs are escaped."""
        self._xml_inline_string(string, False, attributes)

    def _cell(self, value: Cell) -> str:
        """By the value's own type: a number stays a number, a date a date, text text, whatever it begins with."""
        if value is None or value == "":
            return "/>"
        if isinstance(value, str):
            return self._text(value)
        if isinstance(value, bool):
            return self._text(YES if value else NO)
        if isinstance(value, int | float | Decimal):
            return f"><v>{float(value):.16G}</v></c>" if -_EXACT < value < _EXACT else self._text(str(value))
        number = _serial(value)
        return f"><v>{number:.16G}</v></c>" if number is not None else self._text(value.strftime("%d.%m.%Y"))

    def _text(self, text: str) -> str:
        if len(text) > LONGEST // 2:
            text = _cut(text)
        space = ""
        if _NOT_PLAIN.search(text):
            text = self._escape_data(self._escape_control_characters(text))
            space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _serial(value: date | time) -> float | None:
    """The number by which Excel knows a moment; nothing for days that its calendar has wrong. Without a zone: as it is read."""
    if isinstance(value, time):
        return _part(value)
    day = value.date() if isinstance(value, datetime) else value
    if day < _FIRST_DAY:
        return None
    return day.toordinal() - _DAY_NOUGHT + (_part(value.time()) if isinstance(value, datetime) else 0)


def _part(at: time) -> float:
    return (at.hour * 3600 + at.minute * 60 + at.second + at.microsecond / 1_000_000) / _SECONDS


def _cut(text: str) -> str:
    """What a cell holds, with a sign that there was more."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore") + "…"
