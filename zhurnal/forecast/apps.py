"""Forecast of term marks."""

from django.apps import AppConfig


class ForecastConfig(AppConfig):
    """Forecast of term marks."""

    name = "zhurnal.forecast"
    label = "forecast"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly job."""
        from zhurnal.forecast import policy  # noqa: F401  (importing registers)
        from zhurnal.forecast.actions.nightly import at_night
        from zhurnal.organisation.nights import register_night

        register_night(at_night)
