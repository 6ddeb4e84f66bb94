"""A plan from whatever it was brought in: the planning programme's file, or a table."""

from collections.abc import Iterable
from pathlib import Path

from zhurnal.exchange.imports.readers.curricula import read_table_plan
from zhurnal.exchange.imports.readers.identify import identify
from zhurnal.exchange.imports.readers.limits import LIMITS, Limits
from zhurnal.exchange.imports.readers.plan import Plan
from zhurnal.exchange.imports.readers.plx import read_plan
from zhurnal.exchange.imports.readers.problems import Report
from zhurnal.exchange.imports.readers.sources import Source, as_sources, load
from zhurnal.exchange.imports.readers.workbook import BOOKS


def read_curriculum(paths: Iterable[Path | str | Source], limits: Limits = LIMITS) -> Plan:
    """By the first bytes, never by the name."""
    sources = as_sources(paths)
    if len(sources) == 1 and sources[0].path.is_file():
        blob = load(sources[0], limits, Report(limits.problems))
        if blob is not None and identify(blob.data) in BOOKS:
            return read_table_plan(sources, limits)
    return read_plan(sources, limits)
