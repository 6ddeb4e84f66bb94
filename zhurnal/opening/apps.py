"""Opening the academic year."""

from django.apps import AppConfig


class OpeningConfig(AppConfig):
    """Opening the academic year."""

    name = "zhurnal.opening"
    label = "opening"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.opening import policy  # noqa: F401  (importing registers)
