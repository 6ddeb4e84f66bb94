"""Signing in and out, the second step, giving accounts."""

from .access import access, confirm, first, lose_factor, register
from .factor import confirm as prove
from .factor import protection
from .sign_in import choose_college, sign_in, sign_out

__all__ = [
    "access",
    "choose_college",
    "confirm",
    "first",
    "lose_factor",
    "protection",
    "prove",
    "register",
    "sign_in",
    "sign_out",
]
