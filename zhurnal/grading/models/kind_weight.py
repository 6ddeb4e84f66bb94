"""What a kind of work weighs in one discipline or on one page, instead of the college's weight (A2.11)."""

from django.db import models

from zhurnal.curriculum.models import Course, Discipline
from zhurnal.grading.models.work_kind import WorkKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class KindWeight(CollegeOwned):
    """``weight`` in hundredths; of a discipline, or of one page of a journal, which goes before it. Exactly one of the two is set."""

    kind = CollegeForeignKey(WorkKind)
    discipline = CollegeForeignKey(Discipline, null=True)
    course = CollegeForeignKey(Course, null=True)
    weight = models.SmallIntegerField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "kind", "discipline"],
                condition=models.Q(course__isnull=True),
                name="kindweight_discipline",
            ),
            models.UniqueConstraint(
                fields=["college", "kind", "course"],
                condition=models.Q(discipline__isnull=True),
                name="kindweight_course",
            ),
            models.CheckConstraint(
                condition=models.Q(discipline__isnull=True, course__isnull=False)
                | models.Q(discipline__isnull=False, course__isnull=True),
                name="kindweight_of_one",
            ),
            models.CheckConstraint(condition=models.Q(weight__gte=0, weight__lte=1000), name="kindweight_weight"),
        ]

    def __str__(self) -> str:
        return str(self.weight)
