"""The tables of an aSc file by name, each row with the means to complain about it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from zhurnal.exchange.imports.readers.cells import read_list
from zhurnal.exchange.imports.readers.elements import Document, Element
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten

T = TypeVar("T")
TITLES = {
    "subjects": "предмет",
    "teachers": "преподаватель",
    "classes": "класс",
    "classrooms": "кабинет",
    "groups": "группа",
    "lessons": "занятие",
}


@dataclass
class Book:
    """An aSc file: rows by table, ids seen, complaints."""

    document: Document
    report: Report
    tables: dict[str, list[Element]] = field(default_factory=dict)
    ids: dict[str, set[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for element in self.document.elements:
            if len(element.parents) == 2:
                self.tables.setdefault(element.parents[1], []).append(element)

    @property
    def file(self) -> str:
        """The name to complain with."""
        return self.document.file

    @property
    def options(self) -> frozenset[str]:
        """Words of the root's ``options``."""
        return frozenset(read_list(self.document.root.get("options")))

    def rows(self, table: str) -> list[Element]:
        """Rows of a table, none where the file has no such table."""
        return self.tables.get(table, [])

    def keyed(self, table: str, make: Callable[[Element], T]) -> tuple[T, ...]:
        """Rows with an id of their own; the others are complained about."""
        return tuple(make(row) for row in self._with_ids(table))

    def _with_ids(self, table: str) -> Iterator[Element]:
        seen = self.ids.setdefault(table, set())
        for row in self.rows(table):
            key = row.get("id")
            if not key:
                self.complain(row, "id", "Нет кода записи (id): запись не взята.", Severity.ERROR, "no_id")
            elif key in seen:
                self.complain(row, "id", "Такой код уже был: запись не взята.", Severity.ERROR, "double_id")
            else:
                seen.add(key)
                yield row

    def references(
        self, row: Element, attribute: str, table: str, severity: Severity = Severity.WARNING
    ) -> tuple[str, ...]:
        """Ids that lead somewhere; a complaint about each that does not."""
        found = []
        for key in read_list(row.get(attribute)):
            if key in self.ids.get(table, ()):
                found.append(key)
            else:
                reason = f"Такой записи ({TITLES.get(table, table)}) в файле нет."
                self.complain(row, attribute, reason, severity, "no_such_id", key)
        return tuple(dict.fromkeys(found))

    def reference(self, row: Element, attribute: str, table: str, severity: Severity = Severity.WARNING) -> str:
        """The one id, or nothing."""
        return next(iter(self.references(row, attribute, table, severity)), "")

    def complain(
        self, row: Element, attribute: str, reason: str, severity: Severity, code: str, value: str | None = None
    ) -> None:
        """A problem at this row and attribute."""
        shown = shorten(row.get(attribute) if value is None else value)
        self.report.add(Problem(self.file, reason, severity, code, row.line, f"{row.name} {attribute}", shown))
