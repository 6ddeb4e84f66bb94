"""The academic year and its parts (clause 3.2; ``domain.md`` C2, C3)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class AcademicYear(CollegeOwned):
    """«2026/27». ``closed_at``: since when it is in the archive and nothing of it is written (A12.7)."""

    name = models.CharField(max_length=20)
    starts = models.DateField()
    ends = models.DateField()
    closed_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "name"], name="academicyear_college_name"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="academicyear_forward"),
        ]

    def __str__(self) -> str:
        return self.name


class Term(CollegeOwned):
    """A semester of a year; ``number`` is 1 or 2."""

    year = CollegeForeignKey(AcademicYear)
    number = models.SmallIntegerField()
    starts = models.DateField()
    ends = models.DateField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "number"], name="term_college_year_number"),
            models.CheckConstraint(condition=models.Q(ends__gt=models.F("starts")), name="term_forward"),
        ]

    def __str__(self) -> str:
        return f"{self.number} семестр"


class Holiday(CollegeOwned):
    """A day without lessons."""

    date = models.DateField()
    name = models.CharField(max_length=120)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "date"], name="holiday_college_date"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Bell(CollegeOwned):
    """When a pair begins and ends on a weekday (1 Monday … 7 Sunday) in a shift.

    ``building``: of that building only; empty is for every building without bells of its own (C3).
    """

    weekday = models.SmallIntegerField()
    shift = models.SmallIntegerField(default=1)
    building = models.CharField(max_length=40, blank=True)
    pair = models.SmallIntegerField()
    starts = models.TimeField()
    ends = models.TimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "building", "shift", "weekday", "pair"], name="bell_college_place"
            ),
            models.CheckConstraint(condition=models.Q(weekday__gte=1, weekday__lte=7), name="bell_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}/{self.pair} {self.starts}"
