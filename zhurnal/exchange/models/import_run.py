"""One import: its preview, its application, its undoing."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class ImportRun(CollegeOwned):
    """A file (or bundle) that somebody brought; ``state`` is preview, applied or undone."""

    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=10, default="preview")
    title = models.CharField(max_length=250)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "made_at"], name="importrun_made")]

    def __str__(self) -> str:
        return self.title
