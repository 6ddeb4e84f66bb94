"""The table of a step out of a file's cells: columns are known by their titles, otherwise taken in the order of the step."""

from collections.abc import Iterable, Sequence

from zhurnal.opening.rules.tables import fold

TITLES_WITHIN = 20  # rows of a sheet in which titles are looked for
LEAST = 4  # letters by which «преподаватели» is known as «преподаватель»


def fill_table(columns: str, rows: Sequence[Sequence[str]]) -> str:
    """The text of a step (``columns``: «группа; курс») from the cells of a sheet, ready to be looked at and saved."""
    names = [fold(name) for name in columns.split(";")]
    plain = [[" ".join(cell.split()).replace(";", ",") for cell in row] for row in rows]
    scores = [sum(_place(names, cell) is not None for cell in row) for row in plain[:TITLES_WITHIN]]
    first = scores.index(max(scores)) if scores and max(scores) >= min(2, len(names)) else None
    if first is None:
        return _lines([row[: len(names)] for row in plain])
    where: dict[int, int] = {}
    for number, cell in enumerate(plain[first]):
        place = _place(names, cell)
        if place is not None:
            where.setdefault(place, number)
    return _lines([_cell(row, where.get(place)) for place in range(len(names))] for row in plain[first + 1 :])


def _place(names: Sequence[str], title: str) -> int | None:
    """Which column of the step a title means."""
    told = fold(title)
    for place, name in enumerate(names):
        if told == name or (len(told) > LEAST and (name.startswith(told[:-1]) or told.startswith(name[:-1]))):
            return place
    return None


def _cell(row: Sequence[str], number: int | None) -> str:
    return row[number] if number is not None and number < len(row) else ""


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "\n".join("; ".join(row).rstrip("; ") for row in rows if any(row))
