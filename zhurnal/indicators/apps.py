"""Dashboards and indicators."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Dashboards and indicators."""

    name = "zhurnal.indicators"
    label = "indicators"

    def ready(self) -> None:
        """Declare the policy's actions and the nightly count."""
        from zhurnal.indicators import policy  # noqa: F401  (importing registers)
        from zhurnal.indicators.actions.counting import at_night
        from zhurnal.organisation.nights import register_night

        register_night(at_night)
