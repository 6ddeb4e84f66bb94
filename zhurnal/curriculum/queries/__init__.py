"""Reads of the curriculum."""

from .frozen import closed_until, frozen_days, is_frozen
from .semesters import terms_of_plan
from .teaching import teaches, teaching

__all__ = ["closed_until", "frozen_days", "is_frozen", "teaches", "teaching", "terms_of_plan"]
