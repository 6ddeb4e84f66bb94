"""Control of filling."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Control of filling."""

    name = "zhurnal.oversight"
    label = "oversight"

    def ready(self) -> None:
        """Declare the policy's actions, and tell the search what opens where."""
        from zhurnal.kernel.search import Way, register_way
        from zhurnal.oversight import policy  # noqa: F401  (importing registers)

        register_way("group", Way("oversight.hours.read", "oversight:group-hours"))
        register_way("person", Way("oversight.excuse.set", "oversight:set-excuse"))
