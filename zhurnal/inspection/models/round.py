"""A check round: what is checked, by whom, when and why (2.5, 2.6; A10.1, A10.2)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models import Course, Group
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned, Department
from zhurnal.people.models import Person


class Round(CollegeOwned):
    """One check. Its scope: the whole college, a department, or the groups and journals of its parts; ``kind`` "" is both.

    ``due``: the term offered for its remarks. ``found``: what the checker writes at the end. ``number`` counts in a year.
    """

    year = CollegeForeignKey(AcademicYear)
    term = CollegeForeignKey(Term)
    number = models.IntegerField()
    title = models.CharField(max_length=120)
    aim = models.CharField(max_length=300)
    since = models.DateField()
    until = models.DateField()
    due = models.DateField(null=True)
    kind = models.CharField(max_length=10, blank=True, choices=[(kind.value, kind.value) for kind in JournalKind])
    department = CollegeForeignKey(Department, null=True)
    found = models.CharField(max_length=2000, blank=True)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "number"], name="inspectionround_number"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="inspectionround_forward"),
        ]

    def __str__(self) -> str:
        return self.title


class RoundPart(CollegeOwned):
    """A group or a journal of a round; a round without parts takes its department, or the college."""

    round = CollegeForeignKey(Round)
    group = CollegeForeignKey(Group, null=True)
    course = CollegeForeignKey(Course, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(group__isnull=False) | models.Q(course__isnull=False), name="roundpart_named"
            ),
        ]
        indexes = [models.Index(fields=["college", "round"], name="roundpart_round")]

    def __str__(self) -> str:
        return f"{self.id}"


class Checker(CollegeOwned):
    """Who checks in a round."""

    round = CollegeForeignKey(Round)
    person = CollegeForeignKey(Person)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "round", "person"], name="checker_once"),
        ]

    def __str__(self) -> str:
        return f"{self.id}"
