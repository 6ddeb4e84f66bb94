"""What was imported, when, by whom."""

from .import_run import ImportRun
from .name_mapping import NameMapping
from .row_trace import RowTrace

__all__ = ["ImportRun", "NameMapping", "RowTrace"]
