"""Persons, accounts, roles, sign-in."""
