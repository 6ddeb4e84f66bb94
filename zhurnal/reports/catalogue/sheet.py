"""What the reports on hours share: order of lines, totals, signatures."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar
from uuid import UUID

from zhurnal.kernel.dates import MONTHS_ALONE
from zhurnal.kernel.export import Cell, Total

COUNTED = "Учтены занятия, в которых записаны тема и явка."
SIGNATURES = ("Заместитель директора по учебной работе", "Диспетчер учебной части")
L = TypeVar("L")


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month."""
    first = day.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)


def month_words(day: date) -> str:
    """«ноябрь 2026»."""
    return f"{MONTHS_ALONE[day.month - 1]} {day.year}"


def with_totals(
    lines: Iterable[L],
    who: Callable[[L], UUID],
    names: dict[UUID, str],
    cells: Callable[[L], tuple[Cell, ...]],
    text: int = 2,
    apart: int | None = None,
) -> Iterator[tuple[Cell, ...]]:
    """Rows by teacher, a total after each and one of all; ``cells``: after the name, ``text`` columns of words, then numbers.

    ``apart``: the place of a column of words by whose values each total is told once more, where there is more than one.
    """
    ordered = sorted(lines, key=lambda line: (names.get(who(line), ""), str(who(line)), cells(line)[:text]))
    whole: list[tuple[Cell, ...]] = []
    for teacher, group in groupby(ordered, key=who):
        rows = [cells(line) for line in group]
        whole += rows
        yield from ((names.get(teacher, ""), *row) for row in rows)
        yield Total((names.get(teacher, ""), "Итого", *[""] * (text - 1), *_sums(rows, text)))
        yield from _apart(names.get(teacher, ""), rows, text, apart)
    if whole:
        yield Total(("Всего", *[""] * text, *_sums(whole, text)))
        yield from _apart("Всего", whole, text, apart)


def _sums(rows: list[tuple[Cell, ...]], text: int) -> list[int | None]:
    return [sum(_number(row[place]) for row in rows) or None for place in range(text, len(rows[0]))]


def _apart(name: str, rows: list[tuple[Cell, ...]], text: int, place: int | None) -> Iterator[tuple[Cell, ...]]:
    kinds = sorted({str(row[place]) for row in rows}) if place is not None else []
    for kind in kinds if len(kinds) > 1 else ():
        words = ["в том числе", *(kind if n == place else "" for n in range(1, text))]
        yield Total((name, *words, *_sums([row for row in rows if row[place or 0] == kind], text)))


def _number(value: Cell) -> int:
    return value if isinstance(value, int) else 0
