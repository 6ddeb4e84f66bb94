"""Movement of students."""

from django.apps import AppConfig


class MovementConfig(AppConfig):
    """Movement of students."""

    name = "zhurnal.movement"
    label = "movement"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what opens where."""
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.movement import policy

        register_way("person", Way(policy.CARD, "movement:card"))
