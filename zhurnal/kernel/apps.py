"""The kernel as a Django application: the audit tables, the shared templates and styles."""

from django.apps import AppConfig


class KernelConfig(AppConfig):
    """Ground floor."""

    name = "zhurnal.kernel"
    label = "kernel"
