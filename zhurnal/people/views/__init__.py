"""Signing in and out, the second step, giving accounts and roles, one's own sessions."""

from .access import access, first, lose_factor, register
from .broker import broker, broker_return, identity
from .consent import consent
from .factor import confirm as prove
from .factor import protection
from .lock import lock, locked
from .logins import logins, password
from .roles import inspector, roles
from .sign_in import choose_college, sign_in, sign_out
from .staff_step import staff_step

__all__ = [
    "access", "broker", "broker_return", "choose_college", "consent", "first", "identity", "inspector", "lock", "locked", "logins", "lose_factor", "password", "protection",
    "prove", "register", "roles", "sign_in", "sign_out", "staff_step",
]  # fmt: skip
