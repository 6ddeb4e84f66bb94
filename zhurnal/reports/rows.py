"""A row of a report as something to speak of: by its first words on the page, by a key in an address.

The key is made of the words under the secret of the installation, so that an address names nobody and cannot be guessed back.
"""

from collections.abc import Iterator

from django.utils.crypto import salted_hmac

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.kernel.export.cells import spoken

ROW = "row"
FIRST, LONGEST, DIGITS = 3, 120, 16


def first_words(columns: tuple[Column, ...], row: tuple[Cell, ...]) -> str:
    """«Лосев П. И., Э-21»: what stands before the numbers, at most three cells; "" of a total and of a row without words."""
    if isinstance(row, Total):
        return ""
    found: list[str] = []
    for column, cell in zip(columns, row, strict=True):
        if column.kind is Kind.NUMBER and found:
            break
        if column.kind is not Kind.NUMBER and cell not in (None, ""):
            found.append(cell if isinstance(cell, str) else spoken(cell))
        if len(found) == FIRST:
            break
    return ", ".join(found)[:LONGEST]


def key_of(slug: str, part: str, words: str) -> str:
    """The row of a report's part."""
    return salted_hmac("zhurnal.reports.row", f"{slug}\n{part}\n{words}", algorithm="sha256").hexdigest()[:DIGITS]


def anchor(key: str) -> str:
    """Its place on the page; an address may be typed, so nothing but a key comes through."""
    return f"row-{key}" if len(key) == DIGITS and key.isalnum() else ""


def words_by_key(slug: str, table: Table, key: str) -> str:
    """The first words of the row, "" where there is no such row any more."""
    return next((words for known, words in _keyed(slug, table) if known == key), "")


def _keyed(slug: str, table: Table) -> Iterator[tuple[str, str]]:
    for part in (table, *table.more):
        for row in part.rows:
            words = first_words(part.columns, row)
            if words:
                yield key_of(slug, part.title, words), words
