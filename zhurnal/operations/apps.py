"""Keeping the installation."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Keeping the installation."""

    name = "zhurnal.operations"
    label = "operations"

    def ready(self) -> None:
        """Declare the policy's actions and the work of the night."""
        from zhurnal.operations import policy  # noqa: F401  (importing registers)
        from zhurnal.operations.nightly import at_night
        from zhurnal.organisation.nights import register_night

        register_night(at_night)
