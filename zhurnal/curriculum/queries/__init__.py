"""Reads of the curriculum."""

from .frozen import frozen_days, is_frozen
from .teaching import teaches, teaching

__all__ = ["frozen_days", "is_frozen", "teaches", "teaching"]
