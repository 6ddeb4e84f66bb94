"""A list of the college as a table, CSV or a workbook: columns found by their titles, cells as text, nothing dropped in silence."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.identify import identify
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import Blob, Source, load
from zhurnal.exchange.imports.readers.tables import normal_title, read_table
from zhurnal.exchange.imports.readers.workbook import BOOKS, read_workbook
from zhurnal.exchange.lists import LISTS, TABLES, Described
from zhurnal.exchange.lists.columns import REASON, WHOLE_NAME

HEADER_WITHIN = 20  # rows of a sheet in which the titles are looked for
WHOLE = "whole name"
PARTS = ("surname", "given", "patronymic")
NAME = frozenset(PARTS)


@dataclass(frozen=True)
class ListRow:
    """One row: cells by the keys of ``ListFile.columns``, and the line of the file."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ListFile:
    """Everything read. ``columns``: keys of the described columns that the file has, in the order of the cells.

    ``quoted``: cells come from CSV, where an apostrophe may stand before what a spreadsheet would take for a formula.
    """

    name: str
    file: str = ""
    quoted: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[ListRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def reader_of(name: str) -> Callable[[Sequence[Source], Limits], ListFile]:
    """The reader of one list."""

    def read(sources: Sequence[Source], limits: Limits) -> ListFile:
        report = Report(limits.problems)
        if len(sources) != 1:
            title = sources[0].title if sources else ""
            reason = "Список читается из одного файла. Загрузите файлы по одному."
            return ListFile(name, title, problems=(Problem(title, reason, code="not_one"),))
        blob = load(sources[0], limits, report)
        found = _read(TABLES[name], blob, limits, report) if blob is not None else None
        columns, rows = found or ((), ())
        quoted = blob is not None and identify(blob.data) not in BOOKS
        return ListFile(name, sources[0].title, quoted, columns, rows, report.result())

    return read


Found = tuple[tuple[str, ...], tuple[ListRow, ...]]


def _read(described: Described, blob: Blob, limits: Limits, report: Report) -> Found | None:
    if identify(blob.data) in BOOKS:
        grids = read_workbook(blob, limits, report)
        if grids is None:
            return None
        header, lines = _sheet(described, grids[0].rows)
        if len(grids) > 1:
            names = ", ".join(f"«{shorten(grid.name)}»" for grid in grids[1:])
            reason = f"Читается только первый лист, другие пропущены: {names}."
            report.add(Problem(blob.name, reason, Severity.WARNING, "more_sheets"))
    else:
        known = frozenset(_places(described))
        table = read_table(blob.name, blob.data, limits, report, known)
        if table is None:
            return None
        header = tuple(table.title(column) for column in table.columns)
        lines = ((row.line, tuple(row.get(column) for column in table.columns)) for row in table.rows)
    return _take(described, blob.name, header, lines, report)


def _sheet(
    described: Described, rows: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], Iterator[tuple[int, tuple[str, ...]]]]:
    """The titles stand in the row of the first twenty that knows most of them."""
    places = _places(described)
    scores = [sum(normal_title(cell) in places for cell in row) for row in rows[:HEADER_WITHIN]]
    first = scores.index(max(scores)) if scores else 0
    header = rows[first] if rows else ()
    width = len(header)
    lines = (
        (number + 1, (*row, *[""] * (width - len(row))))
        for number, row in enumerate(rows)
        if number > first and any(cell.strip() for cell in row)
    )
    return header, lines


def _places(described: Described) -> dict[str, str]:
    """Normalised title → key; a title of one's own goes before a synonym, a synonym before the whole name that lists of people may have."""
    people = {column.key for column in described.columns} >= NAME
    places = {normal_title(title): WHOLE for title in (*WHOLE_NAME, *described.whole) if people}
    places |= {normal_title(title): column.key for column in described.columns for title in column.synonyms}
    return places | {normal_title(column.title): column.key for column in described.columns}


def _names(whole: str) -> tuple[str, str, str]:
    """Surname, name and patronymic («Мамедов Рауф Эльдар оглы» too); what is missing is told with the row."""
    surname, given, patronymic = (*whole.split(maxsplit=2), "", "", "")[:3]
    return surname, given, patronymic


def _take(
    described: Described,
    file: str,
    header: tuple[str, ...],
    lines: Iterator[tuple[int, tuple[str, ...]]],
    report: Report,
) -> Found | None:
    places, where = _places(described), dict[str, int]()
    for number, title in enumerate(header):
        key = places.get(normal_title(title), "")
        if key == WHOLE and NAME & {places.get(normal_title(other)) for other in header}:
            key = ""  # its parts have columns of their own
        if key and key not in where:
            where[key] = number
        elif title.strip() and normal_title(title) != normal_title(REASON):
            reason = (
                "Такой столбец уже был: читается первый."
                if key
                else "Такого столбца в этом списке нет: он не читается."
            )
            report.add(Problem(file, reason, Severity.WARNING, "unknown_column", column=shorten(title)))
    whole = where.pop(WHOLE, None)
    told = {*where, *(NAME if whole is not None else ())}
    missing = [f"«{column.title}»" for column in described.required if column.key not in told]
    if missing:
        report.add(Problem(file, _no_columns(described, header, missing), code="no_columns"))
        return None
    columns = tuple(where)
    rows = []
    for line, cells in lines:
        names = _names(cells[whole]) if whole is not None else ()
        rows.append(ListRow(line, (*(" ".join(cells[where[key]].split()) for key in columns), *names)))
        if any(cell.strip() for cell in cells[len(header) :]):
            report.add(
                Problem(
                    file,
                    "Правее последнего столбца стоит ещё что-то: оно не прочитано.",
                    Severity.WARNING,
                    "long_row",
                    line,
                )
            )
    return (*columns, *(PARTS if whole is not None else ())), tuple(rows)


def _no_columns(described: Described, header: tuple[str, ...], missing: list[str]) -> str:
    text = f"Нет столбцов {', '.join(missing)}: это не список «{described.title}»."
    titles = {normal_title(title) for title in header}
    for other in LISTS.values():
        own = _places(other)
        if other is not described and all(
            any(own.get(title) == column.key for title in titles) for column in other.required
        ):
            return f"{text} Похоже, это «{other.title}»: выберите его и загрузите файл снова."
    if described.name not in LISTS:
        return f"{text} Скачайте образец и возьмите названия столбцов из него."
    return f"{text} Скачайте список и возьмите названия столбцов из него."
