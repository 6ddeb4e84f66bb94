"""Results of all years."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Results of all years."""

    name = "zhurnal.results"
    label = "results"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.results import policy  # noqa: F401
