"""Colleges, departments, and the base of every table that belongs to a college."""

from .college import College, Department
from .owned import CollegeForeignKey, CollegeOwned

__all__ = ["College", "CollegeForeignKey", "CollegeOwned", "Department"]
