"""The archive."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The archive."""

    name = "zhurnal.archive"
    label = "archive"

    def ready(self) -> None:
        """Declare the policy's actions, the work of packing and the warning of the night, and build the wall around closed years."""
        from zhurnal.archive import policy, work  # noqa: F401
        from zhurnal.archive.actions.warning import warn_at_night
        from zhurnal.archive.walls import build_walls
        from zhurnal.organisation.nights import register_night

        register_night(warn_at_night)
        work.declare()
        build_walls()
