"""Dated lessons, rooms, substitutions."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """Dated lessons, rooms, substitutions."""

    name = "zhurnal.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what can be found."""
        from zhurnal.timetable import policy  # noqa: F401  (importing registers)
        from zhurnal.timetable.queries import search

        search.register()
