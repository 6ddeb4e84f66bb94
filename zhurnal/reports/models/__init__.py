"""Parameters that people keep by name, and files that were made for them."""

from .saved import BuiltReport, SavedReport

__all__ = ["BuiltReport", "SavedReport"]
