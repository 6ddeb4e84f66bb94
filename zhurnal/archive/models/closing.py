"""The closing of a year, and its reopening: two people each (A12.7)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.archive.rules.closing import STEP_WORDS, Step
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class YearStep(CollegeOwned):
    """A year closed or opened again: asked by one person, agreed to by another or taken back; never changed after that.

    ``order_number`` and ``reason`` are the ground of a reopening.
    """

    year = CollegeForeignKey(AcademicYear)
    step = models.CharField(max_length=6, choices=[(one.value, STEP_WORDS[one]) for one in Step])
    order_number = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    asked_by = CollegeForeignKey(Person, null=True)
    asked_at = models.DateTimeField()
    agreed_by = CollegeForeignKey(Person, null=True)
    agreed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "year"],
                condition=models.Q(agreed_at__isnull=True, withdrawn_at__isnull=True),
                name="yearstep_one_waits",
            ),
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("asked_by")),
                name="yearstep_two_people",
            ),
        ]
        indexes = [models.Index(fields=["college", "year", "asked_at"], name="yearstep_year")]

    def __str__(self) -> str:
        return self.step
