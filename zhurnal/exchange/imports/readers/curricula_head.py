"""The head of a plan's workbook: specialty, qualification, base, form, year, wherever on its sheets they stand."""

import re
from collections.abc import Iterable

from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.problems import Problem, Report, Severity
from zhurnal.exchange.imports.readers.workbook import Grid

CODE = re.compile(r"\b(\d{2}\.\d{2}\.\d{2})\b[\s.,:–—-]*([^\n\d]{4,200})?")
YEAR = re.compile(
    r"(?:год\w*\s+(?:начала|набора|поступления|приема|приёма)\D{0,40}|набор\w*\s+|начала подготовки\D{0,20})(20\d{2})",
    re.IGNORECASE,
)
QUALIFICATION = re.compile(r"квалификаци\w*[\s:–—-]*([^\n\d]{3,200})", re.IGNORECASE)


def read_head(file: str, grids: Iterable[Grid], report: Report) -> Plan:
    """A plan without rows. The code is needed; a year that is not found is asked about."""
    lines = ["\n".join(" ".join(cell.split()) for cell in row if cell.strip()) for grid in grids for row in grid.rows]
    text = "\n".join(line for line in lines if line)
    code, year, qualification = CODE.search(text), YEAR.search(text), QUALIFICATION.search(text)
    if code is None:
        reason = "В книге не найден код специальности (вида 09.02.07). Впишите его над таблицей и загрузите снова."
        report.add(Problem(file, reason, code="no_specialty"))
    if year is None:
        reason = "Не найден год набора. Впишите над таблицей, например: «Год начала подготовки 2024»."
        report.add(Problem(file, reason, Severity.QUESTION, "no_year"))
    low = text.casefold()
    base = "среднее общее образование" if "среднего общего" in low or "среднее общее" in low else ""
    base = "основное общее образование" if "основного общего" in low or "основное общее" in low else base
    form = (
        "очно-заочная"
        if "очно-заочн" in low
        else "заочная"
        if re.search(r"\bзаочн", low)
        else "очная"
        if "очная" in low or "очной" in low
        else ""
    )
    name = (code[2] or "").strip(' «»"“”.,:') if code else ""
    return Plan(
        specialty_code=code[1] if code else "",
        specialty_name=name or (code[1] if code else ""),
        qualification=qualification[1].strip(' «»"“”.,:') if qualification else "",
        title=f"{code[1]} {name}".strip() if code else "",
        start_year=int(year[1]) if year else None,
        base=base,
        form=form,
    )
