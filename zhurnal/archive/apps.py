"""The archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive."""

    name = "zhurnal.archive"
    label = "archive"

    def ready(self) -> None:
        """Declare the policy's actions and the work of packing, and build the wall around closed years."""
        from zhurnal.archive import policy, work  # noqa: F401
        from zhurnal.archive.walls import build_walls

        work.declare()
        build_walls()
