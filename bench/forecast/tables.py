"""Tables of any files of the kind: comma, semicolon or tab, gzip or not, byte order mark, white space within headers."""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path

SEPARATORS = ",;\t"
UNKNOWN = {"", "?", "na", "nan", "null"}

Row = dict[str, str]


class Missing(Exception):
    """What the data lack, in one sentence."""


def find(folder: Path, name: str) -> Path | None:
    """The file of this name below the folder, packed or not; the shallowest one."""
    found = [
        path for path in folder.rglob("*") if path.name.lower() in (f"{name}.csv".lower(), f"{name}.csv.gz".lower())
    ]
    return min(found, key=lambda path: (len(path.parts), path.name), default=None)


def rows(path: Path) -> Iterator[Row]:
    """Rows by header; headers in lower case without white space around and within doubled."""
    content = (gzip.decompress if path.suffix == ".gz" else bytes)(path.read_bytes())
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    separator = max(SEPARATORS, key=head.replace("\t", " " if ";" in head or "," in head else "\t").count)
    lines = csv.reader(text.splitlines(keepends=True), delimiter=separator)
    header = [" ".join(name.split()).lower() for name in next(lines, [])]
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield {name: cell.strip() for name, cell in zip(header, cells, strict=False)}


def needed(path: Path, *columns: str) -> list[Row]:
    """All rows, when every named column is there."""
    found = list(rows(path))
    lacks = [name for name in columns if found and name not in found[0]]
    if lacks or not found:
        raise Missing(f"{path} has no rows" if not found else f"{path} has no column {', '.join(lacks)}")
    return found


def number(cell: str | None) -> float | None:
    """A number, or None for ``?``, an empty cell and what is no number."""
    if cell is None or cell.lower() in UNKNOWN:
        return None
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None
