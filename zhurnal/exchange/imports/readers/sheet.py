"""The cells of a file as they stand: the first sheet of a workbook, or a CSV; what they mean is decided by whoever asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.identify import identify
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import Blob, Source, load
from zhurnal.exchange.imports.readers.tables import read_table
from zhurnal.exchange.imports.readers.workbook import BOOKS, read_workbook


@dataclass(frozen=True)
class Sheet:
    """Rows of trimmed text; those without any are left out."""

    rows: tuple[tuple[str, ...], ...] = ()
    problems: tuple[Problem, ...] = ()


def read_sheet(sources: Sequence[Source], limits: Limits) -> Sheet:
    """The cells of the first file."""
    report = Report(limits.problems)
    blob = load(sources[0], limits, report) if sources else None
    rows = _rows(blob, limits, report) if blob is not None else ()
    filled = tuple(row for row in rows if any(row))
    if blob is not None and not filled and not any(p.severity is Severity.ERROR for p in report.result()):
        report.add(Problem(blob.name, "В файле нет таблицы: ни одной строки не прочитать.", Severity.ERROR, "no_table"))
    return Sheet(filled, report.result())


def _rows(blob: Blob, limits: Limits, report: Report) -> tuple[tuple[str, ...], ...]:
    if identify(blob.data) not in BOOKS:
        table = read_table(blob.name, blob.data, limits, report)
        if table is None:
            return ()
        titles = tuple(table.title(column) for column in table.columns)
        return (titles, *(tuple(row.get(column) for column in table.columns) for row in table.rows))
    grids = read_workbook(blob, limits, report)
    if not grids:
        return ()
    if len(grids) > 1:
        names = ", ".join(f"«{shorten(grid.name)}»" for grid in grids[1:])
        reason = f"Читается только первый лист, другие пропущены: {names}."
        report.add(Problem(blob.name, reason, Severity.WARNING, "more_sheets"))
    return grids[0].rows
