"""Packages of closed years, the closing itself, terms of storage, acts of destruction."""

from .closing import YearStep
from .package import YearPackage
from .personal import PersonalAct, PersonalActLine
from .retention import ActLine, DestructionAct, RetentionRule

__all__ = [
    "ActLine", "DestructionAct", "PersonalAct", "PersonalActLine", "RetentionRule", "YearPackage", "YearStep",
]  # fmt: skip
