"""CSV as people save it: any delimiter, quoted line breaks, ragged rows, zero bytes; each row knows its line.

Form: RFC 4180, widened by what Excel and 1C write («;», tabs, a first line ``sep=;``).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhurnal.exchange.imports.readers.identify import What, identify
from zhurnal.exchange.imports.readers.limits import Limits
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.text import decode

DELIMITERS = (",", ";", "\t", "|")
RECORD_LINES = 200  # a cell with more line breaks than this is a quotation mark that somebody forgot to close
SAMPLE_RECORDS = 20
WORDS = {",": "запятая", ";": "точка с запятой", "\t": "табуляция", "|": "вертикальная черта"}


@dataclass(frozen=True)
class Row:
    """One row: values by the normalised name of the column, and the line where it begins."""

    file: str
    line: int
    values: Mapping[str, str]

    def get(self, column: str) -> str:
        """The trimmed value, empty where the column is absent."""
        return self.values.get(column, "")


@dataclass(frozen=True)
class Table:
    """A table with a header. ``columns`` are normalised names, ``titles`` the names as they stand in the file."""

    file: str
    encoding: str
    delimiter: str
    columns: tuple[str, ...]
    titles: Mapping[str, str]
    rows: tuple[Row, ...]
    header_line: int = 1

    def title(self, column: str) -> str:
        """How the file itself calls this column."""
        return self.titles.get(column, column)


class Runaway(Exception):
    """A quotation mark was opened and never closed."""


class Lines:
    """Feeds lines to the csv module and refuses to feed a record endlessly."""

    def __init__(self, lines: list[str], position: int) -> None:
        self.lines, self.position, self.start = lines, position, position

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        inside = self.position > self.start
        if self.position >= len(self.lines):
            raise Runaway if inside else StopIteration
        if self.position - self.start >= RECORD_LINES:
            raise Runaway
        self.position += 1
        return self.lines[self.position - 1]


@lru_cache(maxsize=4096)
def normal_title(title: str) -> str:
    """A column's name for comparing: letters and digits only, small, «ё» as «е»."""
    return "".join(sign for sign in title.casefold().replace("ё", "е") if sign.isalnum() or sign == ".")


def read_table(
    file: str, data: bytes, limits: Limits, report: Report, known: frozenset[str] = frozenset()
) -> Table | None:
    """The table in these bytes; ``None`` after a complaint where it is no table. ``known``: columns one hopes for."""
    what = identify(data)
    if what is What.EMPTY:
        report.add(Problem(file, "Файл пуст: в нём нет даже названий столбцов.", code="empty"))
        return None
    if what is not What.TEXT and what is not What.JSON:
        report.add(Problem(file, f"Это {what.value}, а нужна таблица CSV.", code="wrong_kind"))
        return None
    decoded = decode(data)
    if decoded.damaged:
        reason = (
            f"В файле не читается знаков: {decoded.damaged} (вместо них стоит «\ufffd»). Сохраните его заново в UTF-8."
        )
        report.add(Problem(file, reason, Severity.WARNING, "damaged_text"))
    lines = _lines(decoded.text, file, report)
    delimiter, first = _delimiter(lines, known)
    return _table(file, lines, first, Reading(file, decoded.encoding, delimiter, limits, report))


def untitled(file: str, data: bytes, delimiter: str, limits: Limits, report: Report) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of a file without a header; a line that cannot be read is complained about and left out."""
    decoded = decode(data)
    return _records(_lines(decoded.text, file, report), 0, Reading(file, decoded.encoding, delimiter, limits, report))


@dataclass(frozen=True)
class Reading:
    """What one passes along while reading one table."""

    file: str
    encoding: str
    delimiter: str
    limits: Limits
    report: Report


def _lines(text: str, file: str, report: Report) -> list[str]:
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        reason = "В файле есть нулевые байты: он повреждён или это не текст. Они пропущены."
        report.add(Problem(file, reason, Severity.WARNING, "nul", line))
        text = text.replace("\0", "")
    return list(io.StringIO(text, newline=""))


def _delimiter(lines: list[str], known: frozenset[str]) -> tuple[str, int]:
    """The delimiter and the number of the line where the header stands."""
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    head = lines[first].strip() if lines else ""
    if head[:4].lower() == "sep=" and head[4:5] in DELIMITERS:
        return head[4], first + 1
    return max(DELIMITERS, key=lambda sign: _promise(lines[first:], sign, known)), first


def _promise(lines: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, float]:
    """How much a delimiter explains: known columns first, then columns that every row has."""
    records = []
    try:
        for record in csv.reader(Lines(lines[:SAMPLE_RECORDS], 0), delimiter=delimiter):
            records.append(record)  # noqa: PERF402  what was read before the exception counts
    except (csv.Error, Runaway):
        pass
    if not records:
        return 0, 0.0
    hits = sum(normal_title(title) in known for title in records[0])
    width = len(records[0])
    same = sum(len(record) == width for record in records) / len(records)
    return hits, (width - 1) * (0.5 + same)


def _table(file: str, lines: list[str], first: int, reading: Reading) -> Table | None:
    records = _records(lines, first, reading)
    header_line, header = next(records, (first + 1, []))
    limits, report = reading.limits, reading.report
    if len(header) > limits.columns:
        reason = f"Столбцов {len(header)}, а можно не больше {limits.columns}. Похоже, это не та таблица."
        report.add(Problem(file, reason, code="too_wide", line=header_line))
        return None
    if not any(title.strip() for title in header):
        report.add(Problem(file, "В первой строке нет названий столбцов.", code="no_header", line=header_line))
        return None
    columns, titles = _header(file, header_line, header, report)
    rows: list[Row] = []
    for line, record in records:
        if len(rows) >= limits.rows:
            reason = f"Строк больше {limits.rows}. Разделите файл на части."
            report.add(Problem(file, reason, code="too_long", line=line))
            return None
        if any(cell.strip() for cell in record):
            rows.append(_row(file, line, columns, record, report))
    return Table(
        file, reading.encoding, reading.delimiter, tuple(c for c in columns if c), titles, tuple(rows), header_line
    )


def _records(lines: list[str], first: int, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; a line that cannot be read is complained about and left out."""
    csv.field_size_limit(reading.limits.cell)
    feed = Lines(lines, first)
    reader = csv.reader(feed, delimiter=reading.delimiter)
    while True:
        start = feed.start = feed.position
        try:
            record = next(reader)
        except StopIteration:
            return
        except (csv.Error, Runaway) as trouble:
            code, reason = _trouble(trouble, reading.limits)
            value = shorten(lines[start]) if start < len(lines) else ""
            reading.report.add(Problem(reading.file, reason, code=code, line=start + 1, value=value))
            feed = Lines(lines, start + 1)
            reader = csv.reader(feed, delimiter=reading.delimiter)
            continue
        yield start + 1, record


def _trouble(trouble: Exception, limits: Limits) -> tuple[str, str]:
    if isinstance(trouble, Runaway):
        return "open_quote", "Кавычка открыта и не закрыта, строка не читается. Уберите лишнюю кавычку или закройте её."
    if "field larger" in str(trouble):
        return "huge_cell", f"В ячейке больше {limits.cell} знаков, строка не читается."
    return "bad_row", "Строка не разбирается как строка таблицы."


def _header(file: str, line: int, header: list[str], report: Report) -> tuple[list[str], dict[str, str]]:
    columns: list[str] = []
    titles: dict[str, str] = {}
    for title in header:
        column = normal_title(title)
        if column in titles:
            reason = f"Столбец «{shorten(title)}» встречается дважды: читается первый."
            report.add(Problem(file, reason, Severity.WARNING, "double_column", line, shorten(title)))
            column = ""
        elif column:
            titles[column] = " ".join(title.split())
        columns.append(column)
    return columns, titles


def _row(file: str, line: int, columns: list[str], record: list[str], report: Report) -> Row:
    if len(record) < len(columns):
        reason = f"В строке значений {len(record)}, а столбцов {len(columns)}: недостающие считаются пустыми."
        report.add(Problem(file, reason, Severity.WARNING, "short_row", line))
    values: dict[str, str] = {}
    for number, cell in enumerate(record):
        column = columns[number] if number < len(columns) else ""
        if column:
            if plain := cell.strip().strip("\ufeff\u200b"):
                values[column] = plain
        elif cell.strip() and number >= len(columns):
            reason = f"В строке лишнее значение: столбцов {len(columns)}, значений {len(record)}. Нет ли лишнего разделителя?"
            report.add(Problem(file, reason, Severity.WARNING, "long_row", line, value=shorten(cell)))
            break
    return Row(file, line, values)
