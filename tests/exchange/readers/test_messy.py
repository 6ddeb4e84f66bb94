"""Every bad file through every importer: a sentence, no crash, no hang, and no row that is neither taken nor told."""

import csv
import io
import time
import warnings
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from zhurnal.exchange.imports.readers.kinds import Kind, reader_of
from zhurnal.exchange.imports.readers.limits import LIMITS
from zhurnal.exchange.imports.readers.problems import Report, Severity
from zhurnal.exchange.imports.readers.sheet import read_sheet
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.imports.readers.tables import read_table

LONGEST = 5.0
TAKEN = {
    Kind.ROSTER: ("people", "users", "classes", "enrollments"),
    Kind.TIMETABLE: ("cards", "lessons"),
    Kind.PLAN: ("files",),
    Kind.PROGRAMME: ("topics",),
    Kind.PROGRAMMES: ("files",),  # each with topics or with a refusal of its own
}
LISTED = ("rows",)  # of the college's lists


@pytest.mark.parametrize("kind", list(Kind))
def test_bad_files(shared, kind):
    files = [path for path in sorted((shared / "data/messy").rglob("*")) if path.is_file()]
    assert len(files) > 100
    for path in files:
        began = time.process_time()
        content = reader_of(kind)([Source(path)], LIMITS)
        assert time.process_time() - began < LONGEST, path
        told = [problem for problem in content.problems if problem.severity is Severity.ERROR]
        assert told or any(getattr(content, name, ()) for name in TAKEN.get(kind, LISTED)), (
            f"{kind} says nothing of {path.name}"
        )
        assert all(problem.reason and problem.reason[0].isupper() for problem in told), path
        if kind is Kind.PROGRAMMES:
            assert all(bool(one.topics) != bool(one.refusal) for one in content.files), path


# Not tables with a header: a page of links, and two whose first line names no column.
REFUSED = {"hyperlinks.csv": "wrong_kind", "input-weird.csv": "no_header", "no_cell_ids.csv": "no_header"}


def test_rows_of_messy_tables_are_those_that_a_plain_reader_sees(shared):
    """Row by row against the csv module: as many read, as many lengthened, as many cut, and none left out."""
    files = sorted(path for path in (shared / "data/messy").rglob("*") if path.suffix in (".csv", ".tsv"))
    refused, lines = {}, 0
    for path in files:
        report = Report(LIMITS.problems)
        table = read_table(path.name, path.read_bytes(), LIMITS, report)
        told = Counter(problem.code for problem in report.result())
        if table is None:
            refused[path.name] = ", ".join(told)
            continue
        head, *body = plain_rows(path)
        short = sum(len(row) < len(head) for row in body)
        long = sum(any(cell.strip() for cell in row[len(head) :]) for row in body)
        assert (len(table.rows), told["short_row"], told["long_row"]) == (len(body), short, long), path.name
        lines += len(body)
    assert refused == REFUSED
    assert (len(files) > 50, lines > 200) == (True, True)


def plain_rows(path: Path) -> list[list[str]]:
    data = path.read_bytes()
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ",")
    return [row for row in rows if any(cell.strip() for cell in row)]


def test_rows_of_messy_workbooks_are_those_that_another_library_sees(shared):
    """The first sheet with anything in it, its rows and how many cells of each are filled."""
    files = sorted((shared / "data/messy").rglob("*.xls[xm]"))
    for path in files:
        found = [sum(map(bool, row)) for row in read_sheet([Source(path)], LIMITS).rows]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl thinks of these files
            sheets = openpyxl.load_workbook(path, data_only=True).worksheets
        seen = [filled for filled in map(filled_cells, sheets) if filled]
        assert found == seen[0], path.name
    assert len(files) > 12


def filled_cells(sheet) -> list[int]:
    counts = (
        sum(bool(str(cell if cell is not None else "").strip()) for cell in row)
        for row in sheet.iter_rows(values_only=True)
    )
    return [count for count in counts if count]
