"""Kinds of work and weights."""

from django.apps import AppConfig


class GradingConfig(AppConfig):
    """Kinds of work and weights."""

    name = "zhurnal.grading"
    label = "grading"
