"""Reads of the curriculum."""

from .teaching import teaches

__all__ = ["teaches"]
