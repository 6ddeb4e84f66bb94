"""Reads of the curriculum."""

from .teaching import teaches, teaching

__all__ = ["teaches", "teaching"]
