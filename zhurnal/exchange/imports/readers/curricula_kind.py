"""Plans from whatever they were brought in: files of the planning programme, tables, some of each."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from zhurnal.exchange.imports.readers.curricula import read_table_plan
from zhurnal.exchange.imports.readers.identify import identify
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.plan import Plan, PlanFile, Plans
from zhurnal.exchange.imports.readers.plx import read_plan
from zhurnal.exchange.imports.readers.problems import Problem, Report
from zhurnal.exchange.imports.readers.sources import Source, as_sources, load
from zhurnal.exchange.imports.readers.workbook import BOOKS

MOST = 20


def read_curricula(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Plans:
    """A plan of each file; one that is no plan is told and the others are read."""
    report, files = Report(limits.problems), []
    sources = as_sources(paths)
    for source in sources[:MOST]:
        plan = read_curriculum([source], limits)
        files.append(PlanFile(source.title, replace(plan, problems=())))
        for problem in plan.problems:
            report.add(problem)
    if len(sources) > MOST:
        left = ", ".join(source.title for source in sources[MOST:])
        report.add(Problem("", f"За один раз читается не больше {MOST} планов. Не прочитаны: {left}.", code="many"))
    if not sources:
        report.add(Problem("", "Выберите файл учебного плана (.plx или таблица XLSX).", code="not_one"))
    return Plans(tuple(one for one in files if one.plan.items), report.result())


def read_curriculum(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Plan:
    """By the first bytes, never by the name."""
    sources = as_sources(paths)
    if len(sources) == 1 and sources[0].path.is_file():
        blob = load(sources[0], limits, Report(limits.problems))
        if blob is not None and identify(blob.data) in BOOKS:
            return read_table_plan(sources, limits)
    return read_plan(sources, limits)
