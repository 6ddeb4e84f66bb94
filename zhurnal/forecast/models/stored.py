"""Forecasts as they were said, to be held beside what came; and what the college's past taught."""

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class StoredForecast(CollegeOwned):
    """What was said of all students of a journal on one day, never changed: student (32 hexadecimal digits) → chances from the lowest outcome.

    One row for a journal and a week: a row for each student and day would be two million a term in a college of 1,500.
    """

    course = CollegeForeignKey(Course)
    day = models.DateField()
    said = models.JSONField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course", "day"], name="storedforecast_day"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"


class Learning(CollegeOwned):
    """What the college's own past taught; one row a college. ``results``: from how many term results; ``record``: how well the stored forecasts did."""

    day = models.DateField()
    results = models.IntegerField(default=0)
    coefficients = models.JSONField(default=dict)
    record = models.JSONField(default=dict)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college"], name="learning_once"),
            models.CheckConstraint(condition=models.Q(results__gte=0), name="learning_results"),
        ]

    def __str__(self) -> str:
        return f"{self.day}"
