"""Automatic checks."""

from django.apps import AppConfig


class ChecksConfig(AppConfig):
    """Automatic checks."""

    name = "zhurnal.checks"
    label = "checks"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly job."""
        from zhurnal.checks import policy  # noqa: F401  (importing registers)
        from zhurnal.checks.actions.nightly import at_night
        from zhurnal.organisation.nights import register_night

        register_night(at_night)
