"""Corrections of hours («поправки», A5.9): each an entry of its own with the order that is its ground."""

from django.db import models

from zhurnal.curriculum.models.course import Course
from zhurnal.curriculum.rules.corrections import CorrectionKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class HoursCorrection(CollegeOwned):
    """So many hours more (+) or less (−) of a course: of its plan, or of what a ``teacher`` gave on a ``day``.

    ``day``: of given hours the day under which they stand in the forms, of a plan the day of the order. ``instead_of``: in whose place
    the hours were given. An undone one stays and says who undid it and why.
    """

    course = CollegeForeignKey(Course)
    kind = models.CharField(max_length=8, choices=[(kind.value, kind.value) for kind in CorrectionKind])
    day = models.DateField()
    hours = models.SmallIntegerField()
    teacher = CollegeForeignKey(Person, null=True)
    instead_of = CollegeForeignKey(Person, null=True)
    order_number = models.CharField(max_length=40)
    order_dated = models.DateField()
    ground = models.CharField(max_length=300)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    undone_by = CollegeForeignKey(Person, null=True)
    undone_why = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(
                condition=(models.Q(hours__gt=0) | models.Q(hours__lt=0)) & models.Q(hours__gte=-400, hours__lte=400),
                name="hourscorrection_hours",
            ),
            models.CheckConstraint(
                condition=models.Q(kind=CorrectionKind.PLAN, teacher=None, instead_of=None)
                | models.Q(kind=CorrectionKind.GIVEN, teacher__isnull=False),
                name="hourscorrection_teacher",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "course"], name="hourscorrection_course"),
            models.Index(fields=["college", "day"], name="hourscorrection_day"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.hours:+d}"
