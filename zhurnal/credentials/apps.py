"""Ways into the journal for families."""

from django.apps import AppConfig


class CredentialsConfig(AppConfig):
    """Ways into the journal for families."""

    name = "zhurnal.credentials"
    label = "credentials"

    def ready(self) -> None:
        """Declare the policy's actions."""
        from zhurnal.credentials import policy  # noqa: F401  (importing registers)
