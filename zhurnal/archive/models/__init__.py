"""Packages of closed years, the closing itself, terms of storage, acts of destruction."""

from .closing import YearStep
from .package import YearPackage
from .retention import ActLine, DestructionAct, RetentionRule

__all__ = ["ActLine", "DestructionAct", "RetentionRule", "YearPackage", "YearStep"]
