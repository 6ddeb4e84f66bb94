"""Workbooks, new and old, as grids of text. Dangerous ones are refused in a sentence before any cell is looked at.

XLSX is a ZIP of XML (ECMA-376): its sizes are summed before unpacking, and a DTD, an entity, a link to another file or
a formula that reaches out of the sheet (DDE, WEBSERVICE) is a reason to refuse. Ordinary formulas give their last values,
which is told. Old XLS (MS-XLS) is known by its first bytes, whatever its name.
"""

import datetime as dt
import re
import zipfile
from dataclasses import dataclass
from io import BytesIO

from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import Limits, megabytes
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.sources import BROKEN_ARCHIVE, Blob

BOOKS = frozenset({What.WORKBOOK, What.OLD_OFFICE, What.OPEN_DOCUMENT})
OUTSIDE = re.compile(
    rb"<f\b[^>]*>[^<]{0,400}?(?:WEBSERVICE|\bDDE\b|\bCALL\s*\(|REGISTER|\|'|\[\d+\]|cmd\|)", re.IGNORECASE
)
FORMULA = re.compile(rb"<f[\s>/]")
DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
RATIO, SMALL = 400, 1024 * 1024  # no honest sheet of more than a megabyte shrinks four hundred times
MERGES = 100_000


@dataclass(frozen=True)
class Grid:
    """One sheet: ``rows`` of text from the very first cell, ``merges`` as first cell → last row and column, all from 0."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    merges: dict[tuple[int, int], tuple[int, int]]

    def cell(self, row: int, column: int) -> str:
        """The text, "" outside of the sheet."""
        if not 0 <= row < len(self.rows) or not 0 <= column < len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def end(self, row: int, column: int) -> int:
        """The last column that the cell covers."""
        return self.merges.get((row, column), (row, column))[1]


def read_workbook(blob: Blob, limits: Limits, report: Report) -> tuple[Grid, ...] | None:
    """All sheets that hold something; None after a complaint."""
    what = identify(blob.data)
    if what not in BOOKS:
        report.add(Problem(blob.name, f"Это {what.value}, а нужна книга Excel.", code="wrong_kind"))
        return None
    if what is not What.OLD_OFFICE and not _is_safe(blob, limits, report):
        return None
    return _grids(blob, limits, report)


def _is_safe(blob: Blob, limits: Limits, report: Report) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(blob.data)) as archive:
            infos = archive.infolist()
            size = sum(info.file_size for info in infos)
            greedy = any(info.file_size > max(SMALL, RATIO * info.compress_size) for info in infos)
            if len(infos) > 10 * limits.entries or size > limits.unpacked_bytes or greedy:
                reason = f"Книга распаковалась бы в {megabytes(size)}: так делают файлы-ловушки. Она не открывается."
                report.add(Problem(blob.name, reason, code="bomb"))
                return False
            return all(_part_is_safe(blob.name, archive, info, limits, report) for info in infos)
    except BROKEN_ARCHIVE:
        reason = "Книга повреждена. Откройте её в Excel, сохраните заново и загрузите снова."
        report.add(Problem(blob.name, reason, code="broken_archive"))
        return False


def _part_is_safe(file: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, report: Report) -> bool:
    if not info.filename.lower().endswith((".xml", ".rels")):
        return True
    with archive.open(info) as part:
        data = part.read(limits.unpacked_bytes + 1)
    reason = code = ""
    if len(data) > limits.unpacked_bytes:
        reason, code = "Книга при распаковке растёт без конца. Она не открывается.", "bomb"
    elif DTD.search(data):
        reason, code = (
            "В книге объявлены подстановки (DTD). В настоящих книгах их не бывает, она не открывается.",
            "dtd",
        )
    elif OUTSIDE.search(data):
        reason = (
            "В книге есть формулы, которые обращаются к другим файлам или программам. Сохраните её «только значения»."
        )
        code = "outside_formula"
    if code:
        report.add(Problem(file, reason, code=code, value=shorten(info.filename)))
        return False
    if FORMULA.search(data):
        reason = "В листе есть формулы. Взяты значения, которые они дали последний раз; проверьте их."
        report.add_once(Problem(file, reason, Severity.QUESTION, "formulas"))
    return True


def _grids(blob: Blob, limits: Limits, report: Report) -> tuple[Grid, ...] | None:
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(BytesIO(blob.data))
        found = []
        for number, name in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_index(number)
            if sheet.height * max(sheet.width, 1) > limits.rows * 20 or sheet.width > 16_384:
                report.add(Problem(blob.name, "Лист слишком велик. Оставьте в нём одно расписание.", code="too_long"))
                return None
            rows = tuple(tuple(map(said, row)) for row in sheet.to_python(skip_empty_area=False))
            if any(any(row) for row in rows):
                ranges = (sheet.merged_cell_ranges or [])[:MERGES] if identify(blob.data) is What.WORKBOOK else []
                found.append(Grid(str(name), rows, dict(ranges)))
    except (CalamineError, OSError, ValueError, IndexError, KeyError, NotImplementedError):
        reason = (
            "Книга не открывается: она повреждена, под паролем или это документ Word. Сохраните её заново как XLSX."
        )
        report.add(Problem(blob.name, reason, code="broken_workbook"))
        return None
    if not found:
        report.add(Problem(blob.name, "В книге нет ни одной заполненной ячейки.", code="empty"))
        return None
    return tuple(found)


def said(value: object) -> str:
    """A cell as text: whole numbers without a point, times and dates as people write them."""
    if isinstance(value, float):
        return str(int(value)) if value == int(value) and abs(value) < 1e15 else str(value)
    if isinstance(value, dt.datetime):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, dt.date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, dt.time):
        return f"{value:%H:%M}"
    text = ESCAPE.sub(lambda match: chr(int(match[1], 16)), str(value)) if value != "" else ""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()
