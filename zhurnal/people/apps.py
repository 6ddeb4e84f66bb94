"""Persons, accounts, roles, sign-in."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Persons, accounts, roles, sign-in."""

    name = "zhurnal.people"
    label = "people"

    def ready(self) -> None:
        """Declare the policy's actions, and close accounts at night."""
        from zhurnal.organisation.nights import register_night
        from zhurnal.people import policy  # noqa: F401  (importing registers)
        from zhurnal.people.actions.closing import close_at_night

        register_night(close_at_night)
