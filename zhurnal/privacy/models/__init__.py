"""Tables of the room."""

from .reading import Reading

__all__ = ["Reading"]
