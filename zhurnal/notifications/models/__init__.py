"""Notices."""

from .notice import Notice

__all__ = ["Notice"]
