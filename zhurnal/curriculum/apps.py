"""Programmes, groups, subgroups, courses."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """Programmes, groups, subgroups, courses."""

    name = "zhurnal.curriculum"
    label = "curriculum"

    def ready(self) -> None:
        """Declare the policy's actions and whose data is read, and tell the search what can be found."""
        from zhurnal.curriculum import (
            circles,
            policy,  # noqa: F401  (importing registers)
        )
        from zhurnal.curriculum.queries import search

        circles.register()
        search.register()
