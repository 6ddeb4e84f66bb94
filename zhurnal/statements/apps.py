"""Statements and debts."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Statements and debts."""

    name = "zhurnal.statements"
    label = "statements"

    def ready(self) -> None:
        """Declare the policy's actions, and hear of published results."""
        from zhurnal.statements import policy, receivers  # noqa: F401
