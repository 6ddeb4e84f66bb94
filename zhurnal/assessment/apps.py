"""Marks become results."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Marks become results."""

    name = "zhurnal.assessment"
    label = "assessment"
