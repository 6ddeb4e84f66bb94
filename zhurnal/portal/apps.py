"""Home pages and menu."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home pages and menu."""

    name = "zhurnal.portal"
    label = "portal"

    def ready(self) -> None:
        """Let a wing be heard by another: the two do not know each other."""
        from zhurnal.portal.receivers import hear_report
        from zhurnal.reports.signals import report_ready

        report_ready.connect(hear_report, dispatch_uid="portal")
