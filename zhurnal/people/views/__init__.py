"""Signing in and out."""

from .sign_in import choose_college, sign_in, sign_out

__all__ = ["choose_college", "sign_in", "sign_out"]
