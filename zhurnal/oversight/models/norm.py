"""Norms of load with dates (A5.10: the numbers change with the orders of the ministry, so they are data)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class LoadNorm(CollegeOwned):
    """Hours of a year for one rate, the most that one teacher may be given, and the months of a year's load, from a date."""

    since = models.DateField()
    year_hours = models.SmallIntegerField()
    limit_hours = models.SmallIntegerField()
    months = models.SmallIntegerField(default=10)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "since"], name="loadnorm_since"),
            models.CheckConstraint(
                condition=models.Q(year_hours__gt=0, limit_hours__gte=models.F("year_hours")), name="loadnorm_hours"
            ),
            models.CheckConstraint(condition=models.Q(months__gte=1, months__lte=12), name="loadnorm_months"),
        ]

    def __str__(self) -> str:
        return f"{self.since}: {self.year_hours}"


class TeacherRate(CollegeOwned):
    """A teacher's rate (ставка) in hundredths from a date: 100 is a whole one, 50 a half; without a row it is whole."""

    teacher = CollegeForeignKey(Person)
    since = models.DateField()
    rate = models.SmallIntegerField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "teacher", "since"], name="teacherrate_since"),
            models.CheckConstraint(condition=models.Q(rate__gte=0, rate__lte=200), name="teacherrate_bounds"),
        ]

    def __str__(self) -> str:
        return f"{self.since}: {self.rate}"
