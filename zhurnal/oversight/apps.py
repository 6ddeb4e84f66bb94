"""Control of filling."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Control of filling."""

    name = "zhurnal.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.oversight import policy  # noqa: F401  (importing registers)
