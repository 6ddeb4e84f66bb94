"""Persons, accounts, roles, family relations, sessions."""

from .account import Account
from .person import FormerName, Guardianship, Person, RoleGrant
from .session import Session

__all__ = ["Account", "FormerName", "Guardianship", "Person", "RoleGrant", "Session"]
