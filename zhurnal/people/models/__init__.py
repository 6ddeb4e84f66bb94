"""Persons, accounts, roles, family relations, sessions."""

from .account import Account
from .activation import Activation
from .factor import Factor
from .person import FormerName, Guardianship, Person, RoleGrant
from .session import Session

__all__ = ["Account", "Activation", "Factor", "FormerName", "Guardianship", "Person", "RoleGrant", "Session"]
