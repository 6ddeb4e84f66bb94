"""A result of a student: what stays when the marks behind it are forgotten (A4)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.assessment.models.closing import Checkpoint
from zhurnal.assessment.rules.levels import LEVEL_WORDS, SOURCE_WORDS, Level, Source
from zhurnal.curriculum.models import Course, Discipline, Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Result(CollegeOwned):
    """One result of a student in a discipline and a term; ``semester`` is that of the plan (1 is the first of the first course).

    ``value``: of the closed set (``rules/values.py``); empty is a result that was struck out. ``mastery``: beside the mark of a module
    exam (A1.9). ``proposed`` and ``average`` (hundredths): what the journal proposed at that moment (A4.5). ``reason``: why it departs.
    ``ground``: number of the statement or order. ``personal_until``: the personal term of a student who was ill (A4.6).
    ``published_at``: from when the student and his parents see it; null is not yet. ``course`` is null for a result without a page of
    our journal: a re-credit, earlier years; ``group`` is his group then, null where no list of it is kept here.
    """

    student = CollegeForeignKey(Person)
    discipline = CollegeForeignKey(Discipline)
    term = CollegeForeignKey(Term)
    semester = models.SmallIntegerField()
    group = CollegeForeignKey(Group, null=True)
    course = CollegeForeignKey(Course, null=True)
    level = models.CharField(max_length=10, choices=[(level.value, LEVEL_WORDS[level]) for level in Level])
    checkpoint = CollegeForeignKey(Checkpoint, null=True)
    form = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=8, blank=True)
    mastery = models.CharField(max_length=10, blank=True)
    proposed = models.CharField(max_length=8, blank=True)
    average = models.SmallIntegerField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    source = models.CharField(
        max_length=10, default=Source.TEACHER, choices=[(source.value, SOURCE_WORDS[source]) for source in Source]
    )
    ground = models.CharField(max_length=120, blank=True)
    personal_until = models.DateField(null=True)
    published_at = models.DateTimeField(null=True)
    set_by = CollegeForeignKey(Person, null=True)
    set_at = models.DateTimeField()
    version = models.IntegerField(default=1)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "student", "discipline", "term", "level"],
                condition=models.Q(checkpoint__isnull=True),
                name="result_once",
            ),
            models.UniqueConstraint(
                fields=["college", "student", "discipline", "term", "checkpoint"],
                condition=models.Q(checkpoint__isnull=False),
                name="result_of_checkpoint",
            ),
            models.CheckConstraint(
                condition=models.Q(average__isnull=True) | models.Q(average__gte=200, average__lte=500),
                name="result_average",
            ),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="result_version"),
            models.CheckConstraint(condition=models.Q(semester__gte=1, semester__lte=12), name="result_semester"),
        ]
        indexes = [
            models.Index(fields=["college", "student", "term"], name="result_student"),
            models.Index(fields=["college", "group", "term"], name="result_group"),
            models.Index(fields=["college", "course"], name="result_course"),
        ]

    def __str__(self) -> str:
        return self.value
