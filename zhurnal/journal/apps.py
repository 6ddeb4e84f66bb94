"""What was written about lessons."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """What was written about lessons."""

    name = "zhurnal.journal"
    label = "journal"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.journal import policy  # noqa: F401  (importing registers)
