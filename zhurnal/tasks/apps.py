"""Management tasks."""

from django.apps import AppConfig


class TasksConfig(AppConfig):
    """Management tasks."""

    name = "zhurnal.tasks"
    label = "tasks"

    def ready(self) -> None:
        """Declare the policy's actions, the places that a task may be about, and the work of the night."""
        from zhurnal.organisation.nights import register_night
        from zhurnal.tasks import places, policy  # noqa: F401  (importing registers)
        from zhurnal.tasks.actions.nightly import at_night

        register_night(at_night)
