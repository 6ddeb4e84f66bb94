"""Persons, accounts, roles, family relations, sessions, devices."""

from .account import Account
from .activation import Activation
from .device import Device
from .factor import Factor
from .identity import Identity
from .person import FormerName, Guardianship, Person, RoleGrant
from .role_ask import RoleAsk
from .session import Session

__all__ = [
    "Account",
    "Activation",
    "Device",
    "Factor",
    "FormerName",
    "Guardianship",
    "Identity",
    "Person",
    "RoleAsk",
    "RoleGrant",
    "Session",
]
