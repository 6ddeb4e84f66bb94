"""What other rooms read of checks."""

from .counts import own_open

__all__ = ["own_open"]
