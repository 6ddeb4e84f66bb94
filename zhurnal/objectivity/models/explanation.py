"""What was said of a finding: the teacher answers it, a head calls it explained (1.11 d)."""

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.objectivity.rules.kinds import Kind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Explanation(CollegeOwned):
    """One word about the finding of a kind in a journal; never changed. ``settles``: a head calls the finding explained.

    ``weight``: how much there was of it then (``rules.measures.Finding``); when there is more, it is open again.
    """

    course = CollegeForeignKey(Course)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in Kind])
    settles = models.BooleanField(default=False)
    text = models.CharField(max_length=500)
    weight = models.IntegerField()
    made_by = CollegeForeignKey(Person)
    made_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(weight__gte=0), name="explanation_weight"),
        ]
        indexes = [models.Index(fields=["college", "course", "kind", "made_at"], name="explanation_course")]

    def __str__(self) -> str:
        return self.text
