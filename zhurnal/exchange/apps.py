"""Imports and exports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports and exports."""

    name = "zhurnal.exchange"
    label = "exchange"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.exchange import policy  # noqa: F401  (importing registers)
        from zhurnal.exchange.actions.forgetting import forget_files
        from zhurnal.organisation.agenda import register_job

        register_job(forget_files)
