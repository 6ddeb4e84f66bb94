"""What was imported, when, by whom."""

from .import_run import ImportRun

__all__ = ["ImportRun"]
