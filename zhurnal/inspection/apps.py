"""Control of the journals."""

from django.apps import AppConfig


class InspectionConfig(AppConfig):
    """Control of the journals."""

    name = "zhurnal.inspection"
    label = "inspection"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.inspection import policy  # noqa: F401  (importing registers)
