"""The room of paper."""

from django.apps import AppConfig


class PrintingConfig(AppConfig):
    """Has no tables of its own: it prints what other rooms keep."""

    name = "zhurnal.printing"

    def ready(self) -> None:
        """Make the policy and the background work known."""
        from zhurnal.printing import policy, work  # noqa: F401

        work.declare()
