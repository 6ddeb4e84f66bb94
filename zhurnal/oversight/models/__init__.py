"""Norms of load."""

from .norm import LoadNorm, TeacherRate

__all__ = ["LoadNorm", "TeacherRate"]
