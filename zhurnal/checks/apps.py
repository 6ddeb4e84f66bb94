"""Automatic checks."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Automatic checks."""

    name = "zhurnal.checks"
    label = "checks"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly job; say which lessons findings name."""
        from zhurnal.checks import policy  # noqa: F401  (importing registers)
        from zhurnal.checks.actions.nightly import at_night
        from zhurnal.checks.queries.traces import traces_of
        from zhurnal.organisation.nights import register_night
        from zhurnal.timetable.burdens import register_traces

        register_traces(traces_of)
        register_night(at_night)
