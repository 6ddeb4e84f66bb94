"""Colleges and departments."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    """Second floor."""

    name = "zhurnal.organisation"
    label = "organisation"
