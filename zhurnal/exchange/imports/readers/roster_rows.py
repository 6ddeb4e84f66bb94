"""One row of a OneRoster table, with the columns that all of them share: ``sourcedId`` and ``status``."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from zhurnal.exchange.imports.readers.bundle import Bundle
from zhurnal.exchange.imports.readers.cells import read_date, read_yes_no
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.tables import Row, Table, normal_title

STATUSES = frozenset({"active", "tobedeleted"})


@dataclass(frozen=True)
class Line:
    """A row with the means to complain about it."""

    table: Table
    row: Row
    report: Report
    source_id: str
    status: str

    @property
    def number(self) -> int:
        """The line in the file."""
        return self.row.line

    def get(self, *names: str) -> str:
        """The first of these columns that is there."""
        return next((value for name in names if (value := self.row.get(normal_title(name)))), "")

    def needed(self, name: str) -> str:
        """The value of a column without which the row is not taken."""
        value = self.get(name)
        if not value:
            self.complain(name, "Пусто, а это обязательный столбец: строка не взята.", Severity.ERROR, "required")
        return value

    def date(self, name: str) -> dt.date | None:
        """A date, with a complaint where it is none and a question where it could be another one."""
        text = self.get(name)
        if not text:
            return None
        day = read_date(text)
        if day is None:
            self.complain(name, "Это не дата. Пишите так: 2026-09-01.", Severity.WARNING, "date")
            return None
        if day.doubtful:
            reason = f"Дата прочитана как {day.value:%d.%m.%Y}. Так ли это?"
            problem = Problem(
                self.table.file, reason, Severity.QUESTION, "date_order", self.number, name, shorten(text)
            )
            self.report.add_once(problem, name, str(day.month_first))
        return day.value

    def yes_no(self, name: str) -> bool | None:
        """Yes, no, or unknown."""
        text = self.get(name)
        value = read_yes_no(text)
        if text and value is None:
            self.complain(name, "Здесь бывает только true или false.", Severity.WARNING, "yes_no")
        return value

    def complain(self, column: str, reason: str, severity: Severity, code: str) -> None:
        """A problem at this row and column, with the value that stands there."""
        title = self.table.title(normal_title(column))
        self.report.add(Problem(self.table.file, reason, severity, code, self.number, title, shorten(self.get(column))))


def lines_of(bundle: Bundle, name: str, report: Report, *, keyed: bool = True) -> Iterator[Line]:
    """The rows of one table; rows without an id or with an id already seen are complained about and left out."""
    table = bundle.tables.get(name)
    if table is None:
        return
    if keyed and "sourcedid" not in table.columns:
        reason = "Нет столбца sourcedId, по которому узнают записи. Файл не взят."
        report.add(Problem(table.file, reason, code="no_key", line=table.header_line))
        return
    seen: dict[str, int] = {}
    for row in table.rows:
        source_id, status = row.get("sourcedid"), row.get("status").casefold()
        line = Line(table, row, report, source_id, "tobedeleted" if status == "tobedeleted" else "active")
        if status and status not in STATUSES:
            line.complain(
                "status", "Состояние бывает active и tobedeleted; считаем active.", Severity.QUESTION, "status"
            )
        if not keyed:
            yield line
        elif not source_id:
            line.complain("sourcedId", "Нет кода записи (sourcedId): строка не взята.", Severity.ERROR, "no_id")
        elif source_id in seen:
            reason = f"Такой код уже был в строке {seen[source_id]}: строка не взята."
            line.complain("sourcedId", reason, Severity.ERROR, "double_id")
        else:
            seen[source_id] = row.line
            yield line
