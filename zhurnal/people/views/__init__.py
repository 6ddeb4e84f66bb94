"""Signing in and out, giving accounts."""

from .access import access, confirm, first, register
from .sign_in import choose_college, sign_in, sign_out

__all__ = ["access", "choose_college", "confirm", "first", "register", "sign_in", "sign_out"]
