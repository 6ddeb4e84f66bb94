"""Home pages and menu."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Home pages and menu."""

    name = "zhurnal.portal"
    label = "portal"
