"""Words about findings."""

from .explanation import Explanation

__all__ = ["Explanation"]
