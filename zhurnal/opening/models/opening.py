"""The opening of a year, which may be left and resumed, and what each step did, so that it can be undone."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Opening(CollegeOwned):
    """How far the opening of a year went: ``settled`` names the steps that a person called done."""

    year_name = models.CharField(max_length=20)
    settled = models.JSONField(default=list)
    opened_at = models.DateTimeField(null=True)
    opened_by = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year_name"], name="opening_year"),
        ]

    def __str__(self) -> str:
        return self.year_name


class Deed(CollegeOwned):
    """One saved step: which rows it made, changed (before and after) and removed.

    It names the year by its name, since the year itself is made by a deed and leaves when that is undone. ``parted_at``: of a
    carrying over, when the accounts of those who finished were closed, on the year's first day.
    """

    year_name = models.CharField(max_length=20)
    step = models.CharField(max_length=20)
    title = models.CharField(max_length=160)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
    parted_at = models.DateTimeField(null=True)
    rows = models.JSONField(default=list, encoder=DjangoJSONEncoder)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "year_name", "made_at"], name="deed_year_made")]

    def __str__(self) -> str:
        return self.title
