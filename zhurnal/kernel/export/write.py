"""A table is written into an open file, row by row: memory does not grow with the rows."""

import csv
import io
import json
from typing import IO

from zhurnal.kernel.export.cells import neutralised, plain, spoken
from zhurnal.kernel.export.table import Format, Table

_BOM = "\ufeff"  # without it Excel takes UTF-8 for cp1251


def write(table: Table, form: Format, file: IO[bytes]) -> None:
    """Write the table; the file stays open, at its end."""
    if form is Format.XLSX:
        from zhurnal.kernel.export.xlsx import write_xlsx  # the writer is loaded by those who ask for a workbook

        write_xlsx(table, file)
    elif form is Format.PDF:
        from zhurnal.kernel.export.pdf import write_pdf

        write_pdf(table, file)
    elif form is Format.CSV:
        _write_csv(table, file)
    else:
        _write_json(table, file)


def _write_csv(table: Table, file: IO[bytes]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", newline="", write_through=True)
    try:
        text.write(_BOM)
        lines = csv.writer(text, delimiter=";", lineterminator="\r\n")
        lines.writerow([neutralised(column.title) for column in table.columns])
        lines.writerows([spoken(cell) for cell in row] for row in table.rows)
        text.flush()
    finally:
        text.detach()


def _write_json(table: Table, file: IO[bytes]) -> None:
    columns = [{"key": c.key, "title": c.title, "kind": c.kind.value} for c in table.columns]
    keys = [column.key for column in table.columns]
    head = _json({"title": table.title, "heading": table.heading, "columns": columns, "notes": table.notes})
    file.write(f'{head[:-1]}, "rows": ['.encode())
    for number, row in enumerate(table.rows):
        cells = _json(dict(zip(keys, map(plain, row), strict=True)))
        file.write(f"{',' if number else ''}\n{cells}".encode())
    file.write(b"\n]}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
