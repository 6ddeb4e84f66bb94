"""What the automatic check found, once for each place, and what became of it (A10.4)."""

from django.db import models

from zhurnal.checks.rules.catalogue import Rule
from zhurnal.checks.rules.states import State, Step
from zhurnal.curriculum.models import Course
from zhurnal.journal.models import Work
from zhurnal.modules.models import PracticePage
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


class Finding(CollegeOwned):
    """A finding of a rule at a place of a journal; the place never has two, it opens and closes.

    ``practice``: a page of practice, ``day``: its day. ``place``: where it stands in one text, for uniqueness. ``teacher``: who can repair it. ``evidence``: in words, without names.
    ``first_seen``: of its first opening, ``seen_at``: when a check last found it, ``returns``: how often it came back.
    ``closed_at``, ``closed_how``: of the last closing. A dismissed one keeps its reason and stays so.
    """

    rule = models.CharField(max_length=24, choices=[(rule.value, rule.value) for rule in Rule])
    course = CollegeForeignKey(Course)
    place = models.CharField(max_length=100, blank=True)
    lesson = CollegeForeignKey(Lesson, null=True)
    student = CollegeForeignKey(Person, null=True)
    work = CollegeForeignKey(Work, null=True)
    practice = CollegeForeignKey(PracticePage, null=True)
    day = models.DateField(null=True)
    teacher = CollegeForeignKey(Person, null=True)
    evidence = models.CharField(max_length=300)
    state = models.CharField(max_length=10, default=State.OPEN, choices=[(s.value, s.value) for s in State])
    first_seen = models.DateTimeField()
    seen_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_how = models.CharField(max_length=10, blank=True, choices=[(s.value, s.value) for s in Step])
    returns = models.SmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)
    dismissed_by = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course", "rule", "place"], name="finding_place"),
            models.CheckConstraint(condition=models.Q(returns__gte=0), name="finding_returns"),
        ]
        indexes = [
            models.Index(fields=["college", "state", "rule"], name="finding_state"),
            models.Index(fields=["college", "teacher", "state"], name="finding_teacher"),
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.evidence}"


class FindingStep(CollegeOwned):
    """One step of a finding; never changed. Its first opening is the finding's own ``first_seen`` and has no row."""

    finding = CollegeForeignKey(Finding)
    step = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Step])
    made_at = models.DateTimeField()
    made_by = CollegeForeignKey(Person, null=True)
    words = models.CharField(max_length=300, blank=True)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "finding", "made_at"], name="findingstep_finding")]

    def __str__(self) -> str:
        return self.step
