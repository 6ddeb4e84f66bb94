"""Persons, accounts, roles, family relations, sessions."""

from .account import Account
from .activation import Activation
from .person import FormerName, Guardianship, Person, RoleGrant
from .session import Session

__all__ = ["Account", "Activation", "FormerName", "Guardianship", "Person", "RoleGrant", "Session"]
