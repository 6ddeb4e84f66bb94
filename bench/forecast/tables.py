"""Tables of any files of the kind: comma, semicolon or tab, gzip or not, byte order mark, white space within headers."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from itertools import zip_longest
from math import isfinite
from pathlib import Path

SEPARATORS = ",;\t"
UNKNOWN = {"", "?", "na", "nan", "null"}

Row = dict[str, str]


class Missing(Exception):
    """What the data lack, in one sentence."""


def find(folder: Path, name: str) -> Path | None:
    """The file of this name below the folder, packed or not; the shallowest one."""
    found = [
        path
        for path in folder.rglob("*")
        if path.name.lower() in (f"{name}.csv".lower(), f"{name}.csv.gz".lower()) and path.is_file()
    ]
    return min(found, key=lambda path: (len(path.parts), path.name), default=None)


def rows(path: Path) -> Iterator[Row]:
    """Rows by header; what a short row lacks is an empty cell."""
    header, lines = _opened(path)
    try:
        for cells in lines:
            if any(cell.strip() for cell in cells):
                yield {name: cell.strip() for name, cell in zip_longest(header, cells[: len(header)], fillvalue="")}
    except csv.Error as error:
        raise Missing(f"{path} is no table ({error})") from error


def header_of(path: Path) -> list[str]:
    """Names of the columns, in lower case, without white space around and within doubled."""
    return _opened(path)[0]


def _opened(path: Path) -> tuple[list[str], Iterator[list[str]]]:
    """Header, and the rows after it."""
    text = _text(path)
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.replace("\t", " " if ";" in head or "," in head else "\t").count)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    try:
        return [" ".join(name.split()).lower() for name in next(lines, [])], lines
    except csv.Error as error:
        raise Missing(f"{path} is no table ({error})") from error


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        content = gzip.decompress(content) if path.suffix.lower() == ".gz" else content
    except (OSError, EOFError, zlib.error) as error:
        raise Missing(f"{path} cannot be read ({error})") from error
    for name in ("utf-16",) if content[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252"):
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode("cp1252", "replace")


def needed(path: Path, *columns: str) -> list[Row]:
    """All rows, when every named column is there."""
    found = list(rows(path))
    lacks = [name for name in columns if found and name not in found[0]]
    if lacks or not found:
        raise Missing(f"{path} has no rows" if not found else f"{path} has no column {', '.join(lacks)}")
    return found


def number(cell: str | None) -> float | None:
    """A number, or None for ``?``, an empty cell and what is no number (nor is infinity one)."""
    if cell is None or cell.lower() in UNKNOWN:
        return None
    try:
        found = float(cell.replace(",", "."))
    except ValueError:
        return None
    return found if isfinite(found) else None
