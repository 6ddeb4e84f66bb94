"""Practice weeks: a group that is out of the timetable (A5.16)."""

from django.db import models

from zhurnal.curriculum.models.group import Group
from zhurnal.curriculum.models.plan import Discipline
from zhurnal.curriculum.rules.practice import EVERY_DAY, PracticeKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class PracticePeriod(CollegeOwned):
    """A group's practice from a day to a day, whole weeks or one day of each (``weekdays``: digits, 1 is Monday)."""

    group = CollegeForeignKey(Group)
    kind = models.CharField(
        max_length=12, default=PracticeKind.EDUCATIONAL, choices=[(k.value, k.value) for k in PracticeKind]
    )
    discipline = CollegeForeignKey(Discipline, null=True)
    starts = models.DateField()
    ends = models.DateField()
    weekdays = models.CharField(max_length=7, default=EVERY_DAY)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "group", "starts", "kind"], name="practiceperiod_once"),
            models.CheckConstraint(condition=models.Q(ends__gte=models.F("starts")), name="practiceperiod_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.starts}–{self.ends}"
