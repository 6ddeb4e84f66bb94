"""Professional modules."""

from django.apps import AppConfig


class ModulesConfig(AppConfig):
    """Professional modules."""

    name = "zhurnal.modules"
    label = "modules"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what opens where."""
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.modules import policy

        register_way("group", Way(policy.READ, "modules:journal"))
