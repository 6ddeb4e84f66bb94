"""The course: one page of a journal (clause 1.6, 3.7)."""

from django.db import models

from zhurnal.academic_year.models import AcademicYear, Term
from zhurnal.curriculum.models.group import Group, Subgroup
from zhurnal.curriculum.models.plan import Discipline
from zhurnal.curriculum.models.programme import WorkProgramme
from zhurnal.curriculum.rules.kinds import JournalKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Course(CollegeOwned):
    """A group (or subgroup) × a discipline × a term. Everything the journal keeps hangs on it.

    ``frozen_at``: since when nothing on it may be written, because its term is closed. ``viewed_until``: the day up to which a
    checker has looked it through; lessons till then are written by permission only (2.5, 2.6).
    """

    year = CollegeForeignKey(AcademicYear)
    term = CollegeForeignKey(Term)
    group = CollegeForeignKey(Group)
    subgroup = CollegeForeignKey(Subgroup, null=True)
    discipline = CollegeForeignKey(Discipline)
    kind = models.CharField(
        max_length=10, default=JournalKind.THEORY, choices=[(k.value, k.value) for k in JournalKind]
    )
    hours_planned = models.SmallIntegerField(default=0)
    programme = CollegeForeignKey(WorkProgramme, null=True)
    frozen_at = models.DateTimeField(null=True)
    viewed_until = models.DateField(null=True)
    outer_key = models.CharField(max_length=160, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "term", "group", "discipline", "subgroup"], name="course_page"),
            models.UniqueConstraint(
                fields=["college", "term", "group", "discipline"],
                condition=models.Q(subgroup__isnull=True),
                name="course_whole_group",
            ),
        ]
        indexes = [
            models.Index(fields=["college", "group", "term"], name="course_group_term"),
            models.Index(fields=["college", "discipline"], name="course_discipline"),
        ]

    def __str__(self) -> str:
        return f"{self.id}"


class CourseTeacher(CollegeOwned):
    """Who leads the course, from a date (3.6)."""

    course = CollegeForeignKey(Course)
    teacher = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course", "teacher", "since"], name="courseteacher_once"),
        ]
        indexes = [models.Index(fields=["college", "teacher"], name="courseteacher_teacher")]

    def __str__(self) -> str:
        return f"{self.since}"
