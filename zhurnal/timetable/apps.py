"""Dated lessons, rooms, substitutions."""

from django.apps import AppConfig


class TimetableConfig(AppConfig):
    """Dated lessons, rooms, substitutions."""

    name = "zhurnal.timetable"
    label = "timetable"
