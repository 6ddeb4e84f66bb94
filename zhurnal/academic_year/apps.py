"""Years, terms, holidays, bells."""

from django.apps import AppConfig


class AcademicYearConfig(AppConfig):
    """Years, terms, holidays, bells."""

    name = "zhurnal.academic_year"
    label = "academic_year"
