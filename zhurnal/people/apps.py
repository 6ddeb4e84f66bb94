"""Persons, accounts, roles, sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, roles, sign-in."""

    name = "zhurnal.people"
    label = "people"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.people import policy  # noqa: F401  (importing registers)
