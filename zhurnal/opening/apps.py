"""Opening the academic year."""

from django.apps import AppConfig


class OpeningConfig(AppConfig):
    """Opening the academic year."""

    name = "zhurnal.opening"
    label = "opening"

    def ready(self) -> None:
        """Declare the policy's actions; close accounts of those who finished on their day."""
        from zhurnal.opening import policy  # noqa: F401  (importing registers)
        from zhurnal.opening.actions.parting import shut_finished
        from zhurnal.organisation.agenda import register_job

        register_job(shut_finished)
