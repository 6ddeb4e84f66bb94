"""Control of filling."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Control of filling."""

    name = "zhurnal.oversight"
    label = "oversight"
