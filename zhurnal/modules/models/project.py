"""Diploma and course projects: topic, supervisor, consultations student by student (C5.12)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models import Discipline, Group
from zhurnal.modules.rules.projects import PROJECT_WORDS, ProjectKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Project(CollegeOwned):
    """What one student works at under a supervisor; a diploma project has no discipline."""

    group = CollegeForeignKey(Group)
    student = CollegeForeignKey(Person)
    term = CollegeForeignKey(Term)
    kind = models.CharField(max_length=10, choices=[(kind.value, PROJECT_WORDS[kind]) for kind in ProjectKind])
    discipline = CollegeForeignKey(Discipline, null=True)
    topic = models.CharField(max_length=400, blank=True)
    supervisor = CollegeForeignKey(Person, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "student", "term", "discipline"],
                condition=models.Q(discipline__isnull=False),
                name="project_of_discipline",
            ),
            models.UniqueConstraint(
                fields=["college", "student", "group", "kind"],
                condition=models.Q(discipline__isnull=True),
                name="project_of_diploma",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "supervisor"], name="project_supervisor"),
            models.Index(fields=["college", "group"], name="project_group"),
        ]

    def __str__(self) -> str:
        return self.topic


class Consultation(CollegeOwned):
    """One consultation: day, hours, what was done. Struck out with a reason, never deleted."""

    project = CollegeForeignKey(Project)
    date = models.DateField()
    hours = models.SmallIntegerField(default=1)
    work = models.CharField(max_length=500)
    given_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True)
    struck_reason = models.CharField(max_length=200, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(hours__gte=1, hours__lte=8), name="consultation_hours"),
        ]
        indexes = [models.Index(fields=["college", "project", "date"], name="consultation_project")]

    def __str__(self) -> str:
        return f"{self.date}: {self.hours}"
