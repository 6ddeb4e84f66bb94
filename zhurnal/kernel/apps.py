"""The kernel as a Django application: the audit tables, the shared templates and styles."""

from django.apps import AppConfig

from zhurnal.kernel.field_words import speak_plainly


class KernelConfig(AppConfig):
    """Ground floor."""

    name = "zhurnal.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Forms speak the house's words."""
        speak_plainly()
