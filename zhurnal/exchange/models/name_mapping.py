"""What a person said about a name that files use, so that nobody is asked twice."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class NameMapping(CollegeOwned):
    """A name of a source (``aSc``, day sheets, Untis …) and what it means here.

    ``kind`` is group, teacher, discipline, room or course; ``answer`` is same (then ``target`` is the row's id), new or skip.
    """

    source = models.CharField(max_length=12)
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=250)
    name = models.CharField(max_length=300)
    answer = models.CharField(max_length=4)
    target = models.UUIDField(null=True)
    said = models.CharField(max_length=300, blank=True)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "source", "kind", "key"], name="namemapping_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.answer}"
