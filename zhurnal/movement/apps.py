"""Movement of students."""

from django.apps import AppConfig


class MovementConfig(AppConfig):
    """Movement of students."""

    name = "zhurnal.movement"
    label = "movement"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what opens where; carry out orders on their day."""
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.movement import policy
        from zhurnal.movement.actions.effect import take_effect
        from zhurnal.movement.queries import search
        from zhurnal.organisation.agenda import register_job

        register_job(take_effect)
        search.register()
        register_way("person", Way(policy.CARD, "movement:card"))
