"""Imports and exports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports and exports."""

    name = "zhurnal.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.exchange import policy  # noqa: F401  (importing registers)
