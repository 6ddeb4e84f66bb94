"""Parameters that people keep by name, and files that were made for them."""

from .saved import BuiltReport, SavedReport
from .visits import VisitDay

__all__ = ["BuiltReport", "SavedReport", "VisitDay"]
