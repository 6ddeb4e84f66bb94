"""Lists beside a timetable that tell what its short words mean: Untis GPU003 … GPU006, and a sheet of «name, abbreviation»."""

import re

from zhurnal.exchange.imports.readers.gathering import Gathering
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Severity
from zhurnal.exchange.imports.readers.sources import Blob
from zhurnal.exchange.imports.readers.tables import untitled
from zhurnal.exchange.imports.readers.workbook import Grid
from zhurnal.exchange.rules.names import fold

SIDE = re.compile(r"^GPU00([3-6])\b", re.IGNORECASE)
KINDS = {"3": "classes", "4": "teachers", "5": "rooms", "6": "subjects"}
FIRST_NAME = 28  # of GPU004, the 29th column
SHORT, LEAST = 10, 5  # letters of an abbreviation; rows of a list


def is_side_file(blob: Blob) -> bool:
    """Whether the file's own name says that it is one of Untis' lists beside GPU001."""
    return SIDE.match(blob.name.rpartition("/")[2]) is not None


def read_side_file(blob: Blob, delimiter: str, limits: Limits, gathering: Gathering) -> None:
    """Short name; full name (of a teacher the surname, his given name stands far to the right). A row that cannot be read is told."""
    match = SIDE.match(blob.name.rpartition("/")[2])
    if match is None:
        return
    kind, told = KINDS[match[1]], 0
    for _line, row in untitled(blob.name, blob.data, delimiter, limits, gathering.report):
        short, name = (" ".join(cell.split()) for cell in (*row, "", "")[:2])
        given = " ".join(row[FIRST_NAME].split()) if kind == "teachers" and len(row) > FIRST_NAME else ""
        if short and name:
            full = f"{name} {given}" if given and given.replace("-", "").replace(" ", "").isalpha() else name
            gathering.names.setdefault((kind, fold(short)), full)
            told += 1
    if not told:
        reason = "В файле нет ни одного полного имени: сокращения останутся как есть."
        gathering.report.add(Problem(blob.name, reason, Severity.WARNING, "no_names"))


def abbreviations(grid: Grid) -> dict[str, str]:
    """abbreviation → name of a sheet of two columns; nothing where the sheet is something else."""
    found: dict[str, str] = {}
    rows = [[" ".join(cell.split()) for cell in row if cell.strip()] for row in grid.rows]
    rows = [row for row in rows if row]
    for row in rows:
        if len(row) != 2 or not 1 <= len(row[1]) <= SHORT or len(row[1]) >= len(row[0]):
            continue
        found.setdefault(fold(row[1]), row[0])
    return found if len(found) >= LEAST and len(found) * 10 >= len(rows) * 8 else {}
