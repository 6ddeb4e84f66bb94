"""The cell of the journal."""

from typing import Any, ClassVar

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.kernel.models.rows import OwnedManager
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


class Entry(models.Model):
    """One cell: a student in a lesson; ``slot`` 0 is attendance, n ≥ 1 the mark for work n, −n its отработка (A2.5).

    ``value`` is a sign of the closed set (``rules/signs.py``); an empty value is a cell that was struck out: the row and
    its version stay. ``corrected`` counts how many times a written value was replaced.
    No surrogate id (scale rule 3): the place is the key, and a page is one range of it.
    """

    pk = models.CompositePrimaryKey("college", "course", "lesson", "student", "slot")
    college = models.ForeignKey("organisation.College", models.DO_NOTHING, related_name="+", db_index=False)
    course = CollegeForeignKey(Course)
    lesson = CollegeForeignKey(Lesson)
    student = CollegeForeignKey(Person)
    slot = models.SmallIntegerField()
    value = models.CharField(max_length=8, blank=True)
    dated = models.DateField(null=True)
    version = models.IntegerField(default=1)
    corrected = models.SmallIntegerField(default=0)
    author = CollegeForeignKey(Person, null=True)
    changed_at = models.DateTimeField()

    objects: ClassVar[OwnedManager[Any]] = OwnedManager()

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.CheckConstraint(condition=models.Q(slot__gte=-20, slot__lte=20), name="entry_slot"),
            models.CheckConstraint(condition=models.Q(version__gte=1), name="entry_version"),
        ]
        indexes = [models.Index(fields=["college", "student", "lesson"], name="entry_student_lesson")]

    def __str__(self) -> str:
        return self.value


class StudentFeed(CollegeOwned):
    """How many times anything that a student sees has changed: the tag of his diary's conditional polling."""

    student = CollegeForeignKey(Person)
    version = models.IntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "student"], name="studentfeed_student"),
        ]

    def __str__(self) -> str:
        return str(self.version)
