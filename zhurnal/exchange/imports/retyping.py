"""A row of a list as a person reads and retypes it: in CSV an apostrophe stands before what a spreadsheet would take for a formula."""

from collections.abc import Mapping
from dataclasses import replace

from zhurnal.exchange.imports.readers.lists import ListFile, ListRow
from zhurnal.kernel.export.cells import neutralised, restored


def texts_of(content: ListFile, row: ListRow) -> dict[str, str]:
    """The row's cells by the keys of their columns."""
    cells = map(restored, row.cells) if content.quoted else row.cells
    return dict(zip(content.columns, cells, strict=True))


def with_cells(content: ListFile, typed: Mapping[int, Mapping[str, str]]) -> ListFile:
    """The file with cells typed anew: line → key of the column → text."""
    return replace(content, rows=tuple(_retyped(content, row, typed.get(row.line, {})) for row in content.rows))


def only(content: ListFile, lines: frozenset[int]) -> ListFile:
    """The file with these of its rows and nothing else."""
    return replace(content, rows=tuple(row for row in content.rows if row.line in lines), problems=())


def _retyped(content: ListFile, row: ListRow, typed: Mapping[str, str]) -> ListRow:
    if not typed:
        return row
    texts = {**texts_of(content, row), **typed}
    return ListRow(
        row.line, tuple(neutralised(texts[key]) if content.quoted else texts[key] for key in content.columns)
    )
