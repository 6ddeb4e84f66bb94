"""Movement of students."""

from django.apps import AppConfig


class MovementConfig(AppConfig):
    """Movement of students."""

    name = "zhurnal.movement"
    label = "movement"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.movement import policy  # noqa: F401  (importing registers)
