"""What was imported, when, by whom."""

from .import_run import ImportRun
from .name_mapping import NameMapping

__all__ = ["ImportRun", "NameMapping"]
