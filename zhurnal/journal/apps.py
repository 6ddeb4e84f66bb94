"""What was written about lessons."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What was written about lessons."""

    name = "zhurnal.journal"
    label = "journal"
