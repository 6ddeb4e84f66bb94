"""Objectivity of marks."""

from django.apps import AppConfig


class ObjectivityConfig(AppConfig):
    """Objectivity of marks."""

    name = "zhurnal.objectivity"
    label = "objectivity"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.objectivity import policy  # noqa: F401  (importing registers)
