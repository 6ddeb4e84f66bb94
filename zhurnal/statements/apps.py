"""Statements and debts."""

from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """Statements and debts."""

    name = "zhurnal.statements"
    label = "statements"
