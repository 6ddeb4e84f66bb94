"""Work in the background."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work in the background."""

    name = "zhurnal.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly sweeping."""
        from zhurnal.jobs import policy  # noqa: F401  (importing registers)
        from zhurnal.jobs.actions.sweeping import at_night
        from zhurnal.organisation.nights import register_night

        register_night(at_night)
