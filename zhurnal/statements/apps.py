"""Statements and debts."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Statements and debts."""

    name = "zhurnal.statements"
    label = "statements"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.statements import policy  # noqa: F401
