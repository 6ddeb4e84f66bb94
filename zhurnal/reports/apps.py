"""Reports: pages, print and files."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """Reports: pages, print and files."""

    name = "zhurnal.reports"
    label = "reports"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly job."""
        from django.contrib.auth.signals import user_logged_in

        from zhurnal.organisation.nights import register_night
        from zhurnal.reports import policy  # noqa: F401  (importing registers)
        from zhurnal.reports.actions.visits import hear_sign_in
        from zhurnal.reports.nightly import at_night
        from zhurnal.reports.task_place import REPORT
        from zhurnal.tasks.places import register_place

        register_night(at_night)
        register_place("report", REPORT)
        user_logged_in.connect(hear_sign_in, dispatch_uid="reports")
