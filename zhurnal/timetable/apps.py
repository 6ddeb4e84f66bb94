"""Dated lessons, rooms, substitutions."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """Dated lessons, rooms, substitutions."""

    name = "zhurnal.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Declare the policy's actions, tell the search what can be found, hear whose addresses are void."""
        from zhurnal.people.signals import secrets_void
        from zhurnal.timetable import policy  # noqa: F401  (importing registers)
        from zhurnal.timetable.actions.feed import hear_secrets
        from zhurnal.timetable.queries import search

        search.register()
        secrets_void.connect(hear_secrets, dispatch_uid="calendar feeds")
