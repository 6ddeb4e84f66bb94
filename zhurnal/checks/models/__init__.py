"""Findings of the automatic check and what a college sets of its rules."""

from .finding import Finding, FindingStep
from .setting import RuleSetting

__all__ = ["Finding", "FindingStep", "RuleSetting"]
