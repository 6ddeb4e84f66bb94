"""Persons, accounts, roles, sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, roles, sign-in."""

    name = "zhurnal.people"
    label = "people"
