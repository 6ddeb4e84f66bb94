"""Kinds of work."""

from .work_kind import WorkKind

__all__ = ["WorkKind"]
