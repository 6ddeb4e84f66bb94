"""Persons, accounts, roles, family relations, sessions."""

from .account import Account
from .person import Guardianship, Person, RoleGrant
from .session import Session

__all__ = ["Account", "Guardianship", "Person", "RoleGrant", "Session"]
