"""Tables of the kernel."""

from .audit import ChainHead, Change

__all__ = ["ChainHead", "Change"]
