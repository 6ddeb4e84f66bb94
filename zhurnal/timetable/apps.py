"""Dated lessons, rooms, substitutions."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """Dated lessons, rooms, substitutions."""

    name = "zhurnal.timetable"
    label = "timetable"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.timetable import policy  # noqa: F401  (importing registers)
