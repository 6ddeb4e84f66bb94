"""Kinds of work and their weights."""

from .kind_weight import KindWeight
from .work_kind import WorkKind

__all__ = ["KindWeight", "WorkKind"]
