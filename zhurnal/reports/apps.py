"""Reports: pages, print and files."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports: pages, print and files."""

    name = "zhurnal.reports"
    label = "reports"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.reports import policy  # noqa: F401  (importing registers)
