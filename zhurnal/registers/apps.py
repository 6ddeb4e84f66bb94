"""Registers of groups."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers of groups."""

    name = "zhurnal.registers"
    label = "registers"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what opens where."""
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.registers import policy

        register_way("person", Way(policy.READ_PERSON, "registers:card"))
