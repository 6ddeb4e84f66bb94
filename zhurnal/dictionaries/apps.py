"""Screens of the lists of the college."""

from django.apps import AppConfig


class DictionariesConfig(AppConfig):
    """Screens of the lists of the college."""

    name = "zhurnal.dictionaries"
    label = "dictionaries"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.dictionaries import policy  # noqa: F401  (importing registers)
