"""The shape of a ruled page: columns, rows, notes, signatures, as the template reads them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from zhurnal.printing.rules.words import check_sum

CENTRE, START = "center", "start"


@dataclass(frozen=True, slots=True)
class Head:
    """A column: words, width in millimetres (0: an equal share of what is left), how cells stand; ``upright``: the words go up."""

    words: str
    width: float = 0
    align: str = START
    upright: bool = False

    @property
    def shape(self) -> list[Any]:
        """As the template reads it."""
        return [self.words, self.width, self.align, self.upright]


@dataclass(frozen=True, slots=True)
class Ruled:
    """A page. ``groups``: heads over heads; ``height``: of a row in millimetres, 0 as high as its words; ``size`` in points;
    ``empty``: millimetres of a row in which nothing stands.

    ``entry``: the row of the contents to which the page belongs.
    """

    title: str
    columns: Sequence[Head]
    rows: Sequence[Sequence[str]]
    about: str = ""
    groups: Sequence[tuple[str, int]] = ()
    totals: Sequence[Sequence[str]] = ()
    notes: Sequence[str] = ()
    signs: Sequence[tuple[str, str]] = ()
    size: float = 8.5
    height: float = 0
    entry: str = ""
    empty: float = 0

    @property
    def section(self) -> dict[str, Any]:
        """As the template reads it, with the sum of what stands on it."""
        rows = [list(row) for row in self.rows]
        return {
            "kind": "table", "title": self.title, "about": self.about, "columns": [head.shape for head in self.columns],
            "groups": [list(one) for one in self.groups], "rows": rows, "totals": [list(row) for row in self.totals],
            "notes": list(self.notes), "signs": [list(one) for one in self.signs], "size": self.size, "height": self.height, "empty": self.empty,
            "entry": self.entry, "sum": check_sum([self.title, rows, [list(row) for row in self.totals]]),
        }  # fmt: skip


def numbered(rows: Iterable[Sequence[str]]) -> list[list[str]]:
    """The rows with their numbers before them."""
    return [[str(place), *row] for place, row in enumerate(rows, 1)]
