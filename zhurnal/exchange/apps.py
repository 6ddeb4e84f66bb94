"""Imports and exports."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Imports and exports."""

    name = "zhurnal.exchange"
    label = "exchange"
