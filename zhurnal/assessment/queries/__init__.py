"""Reads of results."""

from .results import ResultRow, results_of_group, results_of_student

__all__ = ["ResultRow", "results_of_group", "results_of_student"]
