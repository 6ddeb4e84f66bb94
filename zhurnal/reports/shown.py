"""A table as a page shows it. The rows are drawn here: a loop of a template costs ten times more for each of a form's many cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from zhurnal.kernel.export import Cell, Column, Kind, Table, Total
from zhurnal.kernel.export.cells import spoken
from zhurnal.kernel.templatetags.ui import icon
from zhurnal.kernel.wording import whole
from zhurnal.reports.rows import ROW, anchor, first_words, key_of

GIVE = "Дать поручение"
FEW_COLUMNS, SPARED = 12, 2
FIGURES, WORDS, NAME = '<td class="figures">', "<td>", '<td class="report__name">'
TEACHER = "teacher"  # a column of one short name: «Кравцова О. С.» stands in one line where there is room


@dataclass(frozen=True, slots=True)
class Shown:
    """``heads``: (title, whether of numbers, whether turned); ``body``: the rows of the table, empty without any; ``acts``: each has a way to give a task."""

    title: str
    heading: tuple[str, ...]
    heads: tuple[tuple[str, bool, bool], ...]
    body: SafeString
    notes: tuple[str, ...]
    acts: bool = False


def shown(table: Table, slug: str = "", sent: str = "", *, acts: bool = False) -> Shown:
    """The table as text; ``acts``: each row with a way to give a task about it, of this report as it was ``sent``."""
    known = list(table.rows)  # they may be told only once
    turned = _alike(_turned([column.title for column in table.columns], known), table.columns)
    heads = tuple(
        (column.title, column.kind is Kind.NUMBER, turn) for column, turn in zip(table.columns, turned, strict=True)
    )
    opened = [_opened(column) for column in table.columns]
    links = _Links(table, slug, sent) if acts else None
    rows = (_acting(row, opened, links) if links else _row(row, opened) for row in known)
    body = mark_safe("".join(rows))  # noqa: S308  (each cell is escaped)
    return Shown(table.title, table.heading, heads, body, table.notes, acts)


def _turned(titles: list[str], rows: list[tuple[Cell, ...]]) -> list[bool]:
    """Which heads of a table of many columns stand upright: those with a word that is longer than anything under it,
    and those of several words that would take three lines over it.

    Such a head would make its column as wide as itself, and the table wider than the screen. The first one names the rows.
    """
    if len(titles) <= FEW_COLUMNS:
        return [False] * len(titles)
    under = [max((_longest(_drawn(row[place])) for row in rows), default=0) for place in range(len(titles))]
    return [
        place > 0 and (_longest(title) > under[place] + SPARED or len(title) >= 2 * (under[place] + SPARED))
        for place, title in enumerate(titles)
    ]


def _alike(turned: list[bool], columns: Sequence[Column]) -> list[bool]:
    """Heads of figures stand all alike: where most of them are turned (the months of a year), the others are too."""
    figures = [column.kind is Kind.NUMBER for column in columns]
    most = sum(turn and figure for turn, figure in zip(turned, figures, strict=True)) * 2 > sum(figures)
    return [turn or (most and figure) for turn, figure in zip(turned, figures, strict=True)]


def _longest(text: str) -> int:
    """Letters of the longest word."""
    return max(map(len, text.split(" ")))


def _opened(column: Column) -> str:
    if column.kind is Kind.NUMBER:
        return FIGURES
    return NAME if column.key == TEACHER else WORDS


class _Links:
    """What the ways of a table's rows have in common. ``seen``: keys that stand on the page already."""

    def __init__(self, table: Table, slug: str, sent: str) -> None:
        self.table, self.slug, self.seen = table, slug, set[str]()
        asked = f"{sent}&{ROW}=" if sent else f"{ROW}="
        self.address = escape(f"{reverse('tasks:new')}?{urlencode({'about': f'report.{slug}?{asked}'})}")
        self.icon = icon("plus")


def _acting(row: tuple[Cell, ...], opened: Iterable[str], links: _Links) -> str:
    """The row with its key as a place on the page (the first of those alike) and a link that holds no word of it."""
    words, drawn = first_words(links.table.columns, row), _row(row, opened).removesuffix("</tr>")
    if not words:
        return f'{drawn}<td class="no-print"></td></tr>'
    key = key_of(links.slug, links.table.title, words)
    link = f'<a class="report__act" href="{links.address}{key}" title="{GIVE}" aria-label="{GIVE}: {escape(words)}">{links.icon}</a>'
    if key not in links.seen:
        links.seen.add(key)
        drawn = drawn.replace("<tr>", f'<tr id="{anchor(key)}">', 1)
    return f'{drawn}<td class="no-print report__acts">{link}</td></tr>'


def _row(row: tuple[Cell, ...], opened: Iterable[str]) -> str:
    cells = "".join([f"{begun}{_drawn(value)}</td>" for begun, value in zip(opened, row, strict=True)])
    return f'<tr class="table__sum">{cells}</tr>' if isinstance(row, Total) else f"<tr>{cells}</tr>"


def _drawn(value: Cell) -> str:
    """A cell: text as it is, whole numbers with a real minus."""
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return whole(value)
    return escape(value if isinstance(value, str) else spoken(value))
