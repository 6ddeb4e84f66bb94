"""The year: terms, days off, bells."""

from .year import AcademicYear, Bell, Holiday, Term

__all__ = ["AcademicYear", "Bell", "Holiday", "Term"]
