"""The made-up demonstration colleges."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Demonstration."""

    name = "zhurnal.demo"
    label = "demo"
