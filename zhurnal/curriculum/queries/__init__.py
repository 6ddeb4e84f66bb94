"""Reads of the curriculum."""

from .corrections import correcting, plan_correction_of, plan_corrections
from .frozen import closed_until, frozen_days, is_frozen
from .practices import Periods, practice_periods
from .semesters import terms_of_plan
from .teaching import leading_names, teaches, teaching

__all__ = [
    "Periods",
    "closed_until",
    "correcting",
    "frozen_days",
    "is_frozen",
    "leading_names",
    "plan_correction_of",
    "plan_corrections",
    "practice_periods",
    "teaches",
    "teaching",
    "terms_of_plan",
]
