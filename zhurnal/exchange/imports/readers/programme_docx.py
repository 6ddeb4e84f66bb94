"""Tables of a Word document as grids of text, and the lines before them. Own and small: nothing but words is wanted.

DOCX is a ZIP of XML (ECMA-376, WordprocessingML): ``w:tbl``, ``w:tr``, ``w:tc``, ``w:t``. Sizes are looked at before
unpacking; the parser refuses any DTD, so there are no entities to open. What was struck out (``w:delText``) is not read.
"""

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.parsers import expat

from zhurnal.exchange.imports.readers.limits import Limits, megabytes
from zhurnal.exchange.imports.readers.problems import Problem, Report
from zhurnal.exchange.imports.readers.sources import BROKEN_ARCHIVE, Blob
from zhurnal.exchange.imports.readers.workbook import Grid

PART = "word/document.xml"
SPACES = {"tab": " ", "br": " ", "cr": " ", "p": " "}
MOST_COLUMNS = 60
MOST_LINES = 200  # of the title page and what stands between tables


class Refused(Exception):
    """The document asks for what a document has no business to ask for."""


@dataclass
class Drawn:
    """A table that is being read."""

    rows: list[list[str]] = field(default_factory=list)
    merges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    text: list[str] | None = None
    span: int = 1
    continued: bool = False


@dataclass(frozen=True)
class Document:
    """The tables, and the lines of text that stand outside of them."""

    grids: tuple[Grid, ...]
    lines: tuple[str, ...]


class Collector:
    """Takes the events of expat; tables inside of cells are tables of their own."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.open: list[Drawn] = []
        self.tables: list[Drawn] = []
        self.cells = 0
        self.inside = False
        self.lines: list[str] = []
        self.line: list[str] | None = None
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.words
        parser.StartDoctypeDeclHandler = self.refuse

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, row, cell or text begins."""
        tag, said = _local(name), {_local(key): value for key, value in attributes.items()}
        if tag == "tbl":
            self.open.append(Drawn())
            self.tables.append(self.open[-1])
        if not self.open:
            self._outside(tag)
            return
        table = self.open[-1]
        if tag == "tr":
            table.rows.append([])
        elif tag == "tc":
            table.text, table.span, table.continued = [], 1, False
        elif tag == "gridSpan" and said.get("val", "").isdecimal():
            table.span = min(int(said["val"][:4]), MOST_COLUMNS)
        elif tag == "vMerge":
            table.continued = said.get("val", "continue") != "restart"
        elif tag == "t":
            self.inside = True
        elif tag in SPACES and table.text:
            table.text.append(SPACES[tag])

    def _outside(self, tag: str) -> None:
        """A line of text, or words of it, begin."""
        if tag == "p" and len(self.lines) < MOST_LINES:
            self.line = []
        elif tag == "t":
            self.inside = True
        elif tag in SPACES and self.line:
            self.line.append(SPACES[tag])

    def end(self, name: str) -> None:
        """A cell, a table or a line ends."""
        tag = _local(name)
        self.inside = self.inside and tag != "t"
        if not self.open:
            if tag == "p" and self.line is not None:
                text = " ".join("".join(self.line).split())[: self.limits.cell]
                self.lines += [text] if text else []
                self.line = None
            return
        table = self.open[-1]
        if tag == "tc" and table.text is not None and table.rows:
            self._cell(table)
        elif tag == "tbl":
            self.open.pop()

    def _cell(self, table: Drawn) -> None:
        row, line = len(table.rows) - 1, table.rows[-1]
        column = len(line)
        self.cells += table.span
        if self.cells > self.limits.rows * 5 or column > MOST_COLUMNS * 4:
            raise Refused
        text = " ".join("".join(table.text or ()).split())
        line += [text[: self.limits.cell], *[""] * (table.span - 1)]
        if table.continued:
            above = next(
                (place for place in sorted(table.merges, reverse=True) if place[1] == column and place[0] < row), None
            )
            if above is not None:
                table.merges[above] = (row, table.merges[above][1])
        else:
            table.merges[row, column] = (row, column + table.span - 1)
        table.text = None

    def words(self, text: str) -> None:
        """Words of the cell or of the line that is open."""
        into = self.open[-1].text if self.open else self.line
        if self.inside and into is not None:
            into.append(text)

    def refuse(self, *_: object) -> None:
        """A DTD is where entity bombs live."""
        raise Refused


def read_document(blob: Blob, limits: Limits, report: Report) -> Document | None:
    """All tables of the document and the lines beside them; None after a complaint."""
    try:
        with zipfile.ZipFile(BytesIO(blob.data)) as archive:
            size = archive.getinfo(PART).file_size
            if size > limits.unpacked_bytes:
                report.add(
                    Problem(blob.name, f"Документ распаковался бы в {megabytes(size)}. Он не открывается.", code="bomb")
                )
                return None
            with archive.open(PART) as part:
                data = part.read(limits.unpacked_bytes + 1)
        if len(data) > limits.unpacked_bytes:
            raise Refused
        collector = Collector(limits)
        collector.parser.Parse(data, True)
    except Refused:
        report.add(Problem(blob.name, "Документ устроен не как обычный документ Word. Он не открывается.", code="dtd"))
        return None
    except (*BROKEN_ARCHIVE, expat.ExpatError):
        report.add(
            Problem(blob.name, "Документ повреждён. Откройте его в Word и сохраните заново.", code="broken_archive")
        )
        return None
    if not collector.tables:
        reason = "В документе нет ни одной таблицы. Темы должны стоять в таблице: тема, часы, вид занятия."
        report.add(Problem(blob.name, reason, code="no_table"))
        return None
    grids = tuple(
        Grid(f"таблица {number}", tuple(map(tuple, table.rows)), {k: v for k, v in table.merges.items() if k != v})
        for number, table in enumerate(collector.tables, 1)
    )
    return Document(grids, tuple(collector.lines))


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
