"""No row is dropped in silence: what stands in the messy files goes through every list row by row, and each row is accounted for."""

import csv
import io
import re
import warnings
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from tests.exchange.college import changes_of
from tests.exchange.readers.books import saved
from zhurnal.exchange.actions.decide import apply_import
from zhurnal.exchange.imports.packing import unpack_plan
from zhurnal.exchange.imports.readers.kinds import Kind
from zhurnal.exchange.imports.readers.limits import LIMITS
from zhurnal.exchange.imports.readers.problems import Severity
from zhurnal.exchange.imports.readers.sheet import read_sheet
from zhurnal.exchange.imports.readers.sources import Source
from zhurnal.exchange.lists import LISTS
from zhurnal.exchange.rules.changes import WRITTEN, What

pytestmark = pytest.mark.once  # what the database makes of a row is asked of each list elsewhere

BY_OTHERS = (".csv", ".tsv", ".xlsx", ".xlsm")  # read by libraries that are not ours
BY_US = (".xls", ".ods")
LINES = (".txt", ".json")
CELL = 2_000  # signs; longer than any column takes


@pytest.mark.parametrize("kind", [Kind(name) for name in LISTS])
def test_every_row_of_the_messy_files_is_taken_or_told(desk, shared, kind):
    """Under the titles of the list: made, refused or asked about with its line, or named in a complaint of the file."""
    rows = messy_rows(shared / "data/messy")
    assert len(rows) > 1_000
    run = desk.prepare(kind, {"список.xlsx": under_titles(kind, rows)})
    changes, problems = changes_of(run), unpack_plan(run.plan)[1]
    told = {change.line for change in changes if change.what in {What.REFUSE, What.ASK}}
    told |= {problem.line for problem in problems if problem.line}
    taken = {change.line for change in changes if change.what in WRITTEN}
    assert set(range(2, len(rows) + 2)) - taken - told == set()
    assert all(change.note for change in changes if change.what is What.REFUSE), "a refusal says why"
    apply_import(desk.actor, run)
    assert desk.again(run).state == "applied"


def test_every_messy_file_as_it_is_says_what_becomes_of_its_rows(desk, shared):
    """A list that is no list of ours is refused as a whole, in a sentence that names the file; a row that is read is not lost."""
    for path in sorted(path for path in (shared / "data/messy").rglob("*") if path.suffix in {*BY_OTHERS, *BY_US}):
        run = desk.prepare(Kind.STUDENTS, {path.name: path.read_bytes()})
        changes, problems = changes_of(run), unpack_plan(run.plan)[1]
        whole = [one for one in problems if one.severity is Severity.ERROR and one.file == path.name]
        lines = {change.line for change in changes} | {one.line for one in problems}
        assert whole or {number for number, row in enumerate(rows_of(path), 1) if any(row)} - {1} <= lines, path.name


def messy_rows(folder: Path) -> list[list[str]]:
    """All rows of all files that have something in them, cut to what a cell of a workbook may hold."""
    found = [row for path in sorted(folder.rglob("*")) if path.is_file() for row in rows_of(path)]
    clean = ([re.sub(ILLEGAL_CHARACTERS_RE, " ", cell)[:CELL] for cell in row] for row in found)
    return [row for row in clean if any(cell.strip() for cell in row)]


def rows_of(path: Path) -> list[list[str]]:
    """The rows of a table; the lines of a text."""
    if path.suffix in BY_US:
        return [list(row) for row in read_sheet([Source(path)], LIMITS).rows]
    if path.suffix in {".xlsx", ".xlsm"}:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what openpyxl thinks of these files
            sheets = openpyxl.load_workbook(path, data_only=True).worksheets
        return [["" if cell is None else str(cell) for cell in row] for row in sheets[0].iter_rows(values_only=True)]
    data = path.read_bytes()
    if path.suffix not in {*BY_OTHERS, *LINES}:
        return []
    text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "replace")
    if path.suffix in LINES:
        return [[line] for line in text.splitlines()]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter="\t" if path.suffix == ".tsv" else ","))


def under_titles(kind: Kind, rows: list[list[str]]) -> bytes:
    """A workbook with the titles of the list; short rows go round until each column has something."""
    titles = [column.title for column in LISTS[kind.value].columns if column.key != "code"]
    book = Workbook()
    book.active.append(titles)
    for row in rows:
        cells = [cell for cell in row if cell.strip()]
        book.active.append([cells[place % len(cells)] for place in range(len(titles))])
    for line in book.active.iter_rows(min_row=2):
        for cell in line:
            cell.data_type = "s"  # «=1+1» is what somebody typed, not a formula
    return saved(book)
