"""Programmes, groups, subgroups, courses."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """Programmes, groups, subgroups, courses."""

    name = "zhurnal.curriculum"
    label = "curriculum"
