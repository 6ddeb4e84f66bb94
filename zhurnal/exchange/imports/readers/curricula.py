"""A plan that lies in a workbook as a table becomes a ``Plan``, the same that a ``.plx`` gives.

Headings are found by words; totals of the table are checked against its rows; what cannot be taken is told with its row.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from zhurnal.curriculum.rules.attestation import stated
from zhurnal.exchange.imports.readers.curricula_columns import MOST_SEMESTERS, Column, read_columns
from zhurnal.exchange.imports.readers.curricula_forms import forms_of, semesters_of
from zhurnal.exchange.imports.readers.curricula_head import read_head
from zhurnal.exchange.imports.readers.curricula_hours import Hours, read_hours, spread
from zhurnal.exchange.imports.readers.indices import kind_of, read_index
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.plan import Item, Load, Plan
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity, shorten
from zhurnal.exchange.imports.readers.programme_headings import Heading, find_heading
from zhurnal.exchange.imports.readers.sources import Source, as_sources, single
from zhurnal.exchange.imports.readers.workbook import Grid, read_workbook

SUM = re.compile(r"^(всего|итого)", re.IGNORECASE)
PART_KINDS = frozenset({"mdk", "practice_edu", "practice_prod", "exam"})


@dataclass
class Table:
    """One reading of one sheet."""

    file: str
    heading: Heading
    columns: list[Column]
    report: Report
    items: list[Item] = field(default_factory=list)
    loads: list[Load] = field(default_factory=list)
    keys: Counter[str] = field(default_factory=Counter)
    cycle: str = ""
    module: str = ""

    def tell(self, row: int, reason: str, code: str, severity: Severity, value: str = "", column: str = "") -> None:
        """A complaint about a row of the sheet."""
        self.report.add(Problem(self.file, reason, severity, code, row + 1, column, shorten(value)))


def read_table_plan(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Plan:
    """Everything in a plan's workbook that could be read, and every complaint. Never raises on a bad file."""
    report = Report(limits.problems)
    blob = single(as_sources(paths)[0], (".xlsx", ".xls", ".ods"), limits, report)
    grids = read_workbook(blob, limits, report) if blob else None
    if blob is None or grids is None:
        return Plan(problems=report.result())
    tables = [table for grid in grids if (table := _table(blob.name, grid, report)) is not None]
    if not tables:
        reason = "Таблица плана не найдена: нужна строка с заголовками «Индекс» и «Наименование»."
        report.add(Problem(blob.name, reason, code="no_header"))
        return Plan(problems=report.result())
    table = max(tables, key=lambda one: len(one.heading.grid.rows))
    for other in tables:
        if other is not table:
            reason = f"Лист «{shorten(other.heading.grid.name)}» тоже похож на план. Прочитан самый длинный: «{shorten(table.heading.grid.name)}»."
            report.add(Problem(blob.name, reason, Severity.QUESTION, "several_plans"))
    _rows(table)
    plan = replace(
        read_head(blob.name, grids, report),
        items=tuple(table.items),
        loads=tuple(sorted(table.loads, key=lambda load: load.semester)),
        courses=max((load.course for load in table.loads), default=0),
    )
    if not table.loads:
        reason = "В плане нет ни одного часа по семестрам. Нужны столбцы вида «1 семестр» с часами: план не загружен."
        report.add(Problem(blob.name, reason, code="no_hours"))
        plan = replace(plan, items=())
    return replace(plan, problems=report.result())


def _table(file: str, grid: Grid, report: Report) -> Table | None:
    def fits(cells: Sequence[str]) -> int | None:
        index = next((place for place, cell in enumerate(cells) if cell.startswith(("индекс", "шифр"))), None)
        return index if any(cell.startswith("наименован") for cell in cells) else None

    heading = find_heading(grid, fits)
    if heading is None:
        return None
    return Table(file, heading, _lawful(file, heading, read_columns(heading), report), report)


def _lawful(file: str, heading: Heading, columns: list[Column], report: Report) -> list[Column]:
    kept = []
    for column in columns:
        if column.semester < 0 or column.semester > MOST_SEMESTERS:
            reason = f"Семестра «{shorten(column.title)}» не бывает (их от 1 до {MOST_SEMESTERS}): столбец не взят."
            report.add(Problem(file, reason, Severity.ERROR, "semester", heading.top + 1, shorten(column.title)))
        else:
            kept.append(column)
    return kept


def _rows(table: Table) -> None:
    grid, columns = table.heading.grid, {column.kind: column for column in reversed(table.columns)}
    index_at, name_at = columns["index"].number, columns["name"].number
    summed, below = False, []
    for row in range(table.heading.body, len(grid.rows)):
        written, name = grid.cell(row, index_at), " ".join(grid.cell(row, name_at).split())
        if not written and not name:
            if any(grid.rows[row]) and not summed:
                table.tell(
                    row, "В строке есть числа, но нет индекса и названия: не взята.", "no_name", Severity.WARNING
                )
            continue
        if SUM.match(name) or SUM.match(written):
            summed = summed or not _is_empty(table, row)
            _check_sum(table, row)
        elif summed and not kind_of(read_index(written).text):
            below.append(row)
        else:
            _row(table, row, written, name)
    if below:
        rows = f"{below[0] + 1}–{below[-1] + 1}"
        table.tell(below[0], f"Строки {rows} под «Всего» — итоги, в план не взяты.", "below_sum", Severity.QUESTION)


def _row(table: Table, row: int, written: str, name: str) -> None:
    index = read_index(written)
    if index.folded:
        reason = f"В индексе латинские буквы вместо русских. Прочитан как «{index.text}»."
        table.tell(row, reason, "latin_index", Severity.WARNING, written, "индекс")
    elif index.mended:
        table.tell(
            row, f"Индекс написан непривычно. Прочитан как «{index.text}».", "mended_index", Severity.WARNING, written
        )
    kind = "cycle" if index.text.endswith(".00") else kind_of(index.text)
    if not kind:
        what = "Незнакомый индекс" if written else "Индекс не указан"
        reason = f"{what}: «{shorten(name)}» прочитано как дисциплина."
        table.tell(row, reason, "index", Severity.QUESTION, written, "индекс")
        kind = "discipline"
    if not name:
        table.tell(row, "У строки плана нет названия.", "no_name", Severity.WARNING, written)
    key = _key(table, row, f"цикл:{index.text}" if kind == "cycle" else index.text or name, index.text)
    parent = _parent(table, kind, index.text)
    hours = read_hours(table.heading.grid.rows[row], table.columns, lambda *said: table.tell(row, *said))
    if kind == "cycle":
        table.cycle, table.module = key, ""
    elif kind == "module":
        table.module = key
    total = hours.whole.get("total", 0) if kind not in {"cycle", "module"} else 0
    table.items.append(
        Item(key, "", index.text, written, name, kind, parent, len(table.items) + 1, False, total, row + 1)
    )
    if kind not in {"cycle", "module"}:
        _loads(table, row, table.items[-1], hours)


def _key(table: Table, row: int, text: str, index: str) -> str:
    table.keys[text] += 1
    if table.keys[text] == 1:
        return text
    table.tell(row, "Такой индекс уже есть у другой строки плана.", "double_index", Severity.QUESTION, index, "индекс")
    return f"{text}#{table.keys[text]}"


def _parent(table: Table, kind: str, index: str) -> str:
    """A part of a module stands under the module of its number, or under the one above it; all else under its cycle."""
    if kind == "cycle":
        return ""
    if kind in PART_KINDS:
        number = re.search(r"\d+", index)
        own = f"ПМ.{number[0]}" if number else ""
        return own if table.keys[own] and kind != "module" else table.module or table.cycle
    return "" if kind == "gia" else table.cycle


def _loads(table: Table, row: int, item: Item, hours: Hours) -> None:
    semesters = spread(hours, lambda *said: table.tell(row, *said))
    forms = _forms(table, row, sorted(semesters))
    for semester in sorted({*semesters, *forms}):
        letters = tuple(dict.fromkeys(forms.get(semester, ())))
        course = (semester + 1) // 2
        parts = dict(semesters.get(semester, {}))
        total = parts.pop("total", 0)
        table.loads.append(
            Load(item.key, semester, course, total, **parts, attestation=stated(letters), attestations=letters)
        )
    whole = sum(part.get("total", 0) for part in semesters.values())
    if item.hours and semesters and whole != item.hours and whole not in hours.other_totals:
        reason = f"По столбцу «всего» {item.hours} ч, а по семестрам {whole} ч. Взяты часы семестров."
        table.tell(row, reason, "sum_item", Severity.QUESTION, f"{item.index} {item.name}", "часы")


def _forms(table: Table, row: int, taught: list[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    most = max((column.semester for column in table.columns), default=0)
    for column in table.columns:
        text = table.heading.grid.cell(row, column.number).strip()
        if column.kind not in {"control", "form"} or not text or re.fullmatch(r"[-–—0]+", text):
            continue
        if column.kind == "control":
            numbers = semesters_of(text, most)
            read = {number: [column.letters] for number in numbers} if numbers else None
        else:
            read = forms_of(text, [column.semester] if column.semester else taught)
        if read is None or any(not 1 <= number <= MOST_SEMESTERS for number in read):
            table.tell(
                row, f"Форма аттестации не читается: «{shorten(text)}». Не взята.", "form", Severity.WARNING, text
            )
            continue
        for semester, letters in read.items():
            found.setdefault(semester, []).extend(letters)
    return found


def _is_empty(table: Table, row: int) -> bool:
    return not any(table.heading.grid.cell(row, column.number) for column in table.columns if column.semester)


def _check_sum(table: Table, row: int) -> None:
    """«Всего» against the rows above it, semester by semester."""
    sums: Counter[int] = Counter()
    for load in table.loads:
        sums[load.semester] += load.total
    for column in table.columns:
        said = table.heading.grid.cell(row, column.number).strip()
        if column.kind == "total" and column.semester and said.isdecimal() and int(said) != sums[column.semester]:
            reason = (
                f"{column.semester} семестр: в строке «Всего» {said} ч, а строки вместе дают {sums[column.semester]} ч."
            )
            table.tell(row, reason, "sum_all", Severity.QUESTION)
