"""Settings of the college."""

from django.apps import AppConfig


class BylawsConfig(AppConfig):
    """Settings of the college."""

    name = "zhurnal.bylaws"
    label = "bylaws"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.bylaws import policy  # noqa: F401  (importing registers)
