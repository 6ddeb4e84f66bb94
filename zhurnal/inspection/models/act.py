"""Акт об исправлении: the paper about what was changed in a closed lesson by permission, or in a closed term opened again (A3.7)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear
from zhurnal.assessment.models import TermStep
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import OpenRequest
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class CorrectionAct(CollegeOwned):
    """An act about a permission (``request``), or about one journal of a term that two people opened again (``reopening``).

    What was and what became is not typed: ``changes`` are numbers of the journal's record of changes (``Change.seq``), ``beside``: pairs
    (record, number) of days of its practice and of causes of absence.
    """

    year = CollegeForeignKey(AcademicYear)
    number = models.IntegerField()
    dated = models.DateField()
    request = CollegeForeignKey(OpenRequest, null=True)
    reopening = CollegeForeignKey(TermStep, null=True)
    course = CollegeForeignKey(Course)
    changes = models.JSONField(default=list)
    beside = models.JSONField(default=list)
    made_by = CollegeForeignKey(Person)
    made_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "year", "number"], name="correctionact_number"),
            models.UniqueConstraint(fields=["college", "request"], name="correctionact_request"),
            models.UniqueConstraint(fields=["college", "course", "reopening"], name="correctionact_reopening"),
            models.CheckConstraint(
                condition=models.Q(request__isnull=False, reopening__isnull=True)
                | models.Q(request__isnull=True, reopening__isnull=False),
                name="correctionact_one_cause",
            ),
        ]
        indexes = [models.Index(fields=["college", "course"], name="correctionact_course")]

    def __str__(self) -> str:
        return f"№ {self.number}"


class ActMember(CollegeOwned):
    """A member of the commission that signs; the first one is its chair. ``post``: as it was on that day."""

    act = CollegeForeignKey(CorrectionAct)
    person = CollegeForeignKey(Person)
    post = models.CharField(max_length=120)
    position = models.SmallIntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "act", "person"], name="actmember_once"),
        ]

    def __str__(self) -> str:
        return self.post
