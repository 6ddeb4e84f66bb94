"""Marks become results."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Marks become results."""

    name = "zhurnal.assessment"
    label = "assessment"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.assessment import policy  # noqa: F401  (importing registers)
