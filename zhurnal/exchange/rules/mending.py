"""Cells of a file that a person types anew in the preview (3.1): what is taken, and what is remembered of it. Pure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zhurnal.kernel.typed import one_line

LONGEST = 1000
"""Signs that fit into a cell that is typed anew; every column of every list has room for fewer."""
_FIELD = re.compile(r"cell:(\d{1,7}):([a-z_]{1,40})")

Typed = Mapping[int, Mapping[str, str]]
"""Line of the file → key of the column → text."""


@dataclass(frozen=True, slots=True)
class Mended:
    """One cell: what stood in the file, what goes in instead, who typed it (id) and when (ISO)."""

    line: int
    column: str
    before: str
    after: str
    by: str
    at: str


def field_of(line: int, column: str) -> str:
    """The name of a cell's field in the form."""
    return f"cell:{line}:{column}"


def typed_cells(given: Iterable[tuple[str, str]]) -> dict[int, dict[str, str]]:
    """The cells among the fields of a form, on one line and without signs that nobody sees."""
    found: dict[int, dict[str, str]] = {}
    for name, text in given:
        place = _FIELD.fullmatch(name)
        if place:
            found.setdefault(int(place[1]), {})[place[2]] = one_line(text)
    return found


def remembered(before: Iterable[Mended], now: Iterable[Mended]) -> list[Mended]:
    """Every cell once, with what the file said at first; a cell that says it again was not mended."""
    found = {(one.line, one.column): one for one in before}
    for one in now:
        first = found.pop((one.line, one.column), one).before
        if first != one.after:
            found[one.line, one.column] = Mended(one.line, one.column, first, one.after, one.by, one.at)
    return sorted(found.values(), key=lambda one: (one.line, one.column))


def kept(cells: Iterable[Mended]) -> list[dict[str, Any]]:
    """As the run keeps them."""
    return [asdict(one) for one in cells]


def mended_of(rows: Iterable[Mapping[str, Any]]) -> list[Mended]:
    """Out of what the run keeps."""
    return [Mended(**row) for row in rows]
