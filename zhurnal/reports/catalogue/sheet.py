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
) -> Iterator[tuple[Cell, ...]]:
    """Rows by teacher, a total after each and one of all; ``cells``: after the name, ``text`` columns of words, then numbers."""
    ordered = sorted(lines, key=lambda line: (names.get(who(line), ""), str(who(line)), cells(line)[:text]))
    whole: list[int] = []
    for teacher, group in groupby(ordered, key=who):
        rows = [cells(line) for line in group]
        yield from ((names.get(teacher, ""), *row) for row in rows)
        sums = [sum(_number(row[place]) for row in rows) for place in range(text, len(rows[0]))]
        whole = [a + b for a, b in zip(whole or [0] * len(sums), sums, strict=True)]
        yield Total((names.get(teacher, ""), "Итого", *[""] * (text - 1), *(number or None for number in sums)))
    if whole:
        yield Total(("Всего", *[""] * text, *(number or None for number in whole)))


def _number(value: Cell) -> int:
    return value if isinstance(value, int) else 0
