"""What is kept of the opening of a year: its state and its deeds."""

from .opening import Deed, Opening

__all__ = ["Deed", "Opening"]
