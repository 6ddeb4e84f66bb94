"""Personal data."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Personal data."""

    name = "zhurnal.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Declare the policy's actions; keep every reading of personal data; write the record into the table, and let its old rows go, at night."""
        from zhurnal.kernel.readings import personal_data_opened, register_guard
        from zhurnal.organisation.nights import register_night
        from zhurnal.privacy import policy  # noqa: F401  (importing registers)
        from zhurnal.privacy.actions.nightly import at_night
        from zhurnal.privacy.keeping import guard, keep

        register_guard(guard)
        personal_data_opened.connect(keep, dispatch_uid="privacy")
        register_night(at_night)
