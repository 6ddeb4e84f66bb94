"""Incidents."""

from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    """Incidents."""

    name = "zhurnal.incidents"
    label = "incidents"

    def ready(self) -> None:
        """Declare the policy's actions; hold old marks of whom an open incident is about; look over each night."""
        from zhurnal.incidents import policy  # noqa: F401  (importing registers)
        from zhurnal.incidents.actions.evening import watch_at_night
        from zhurnal.incidents.freeze import frozen_marks
        from zhurnal.journal.holds import register_hold
        from zhurnal.organisation.nights import register_night

        register_hold(frozen_marks)
        register_night(watch_at_night)
