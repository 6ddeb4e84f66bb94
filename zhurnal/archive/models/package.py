"""A signed package of a group's year (A12.6)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.curriculum.models import Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class YearPackage(CollegeOwned):
    """A ZIP in the folder of the archive, and what a paper about it says: who made it when, its SHA-256, the key that signed it.

    ``files`` and ``records`` are counted in its manifest. A package made again stays beside the earlier ones. ``destroyed_at``: the
    file is gone by an act; this row stays.
    """

    year = CollegeForeignKey(AcademicYear)
    group = CollegeForeignKey(Group)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    key = models.CharField(max_length=39)
    files = models.IntegerField()
    records = models.IntegerField()
    destroyed_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "year", "group"], name="yearpackage_group")]

    def __str__(self) -> str:
        return self.sha256
