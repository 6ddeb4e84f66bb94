"""Results, checkpoints, and the closing of a group's term."""

from .closing import Checkpoint, TermClosing, TermStep
from .result import Result

__all__ = ["Checkpoint", "Result", "TermClosing", "TermStep"]
