"""Homework for single students (2.4: individual)."""

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


class PersonalHomework(CollegeOwned):
    """A task set in a lesson to some students; only they and their parents see it."""

    lesson = CollegeForeignKey(Lesson)
    course = CollegeForeignKey(Course)
    text = models.CharField(max_length=2000)
    due = models.DateField(null=True)
    version = models.IntegerField(default=1)
    removed = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        indexes = [models.Index(fields=["college", "lesson"], name="personalhomework_lesson")]

    def __str__(self) -> str:
        return self.text


class PersonalHomeworkStudent(CollegeOwned):
    """To whom a personal task is set."""

    homework = CollegeForeignKey(PersonalHomework)
    student = CollegeForeignKey(Person)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "homework", "student"], name="personalhomeworkstudent_once"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="personalhomework_student")]

    def __str__(self) -> str:
        return str(self.student_id)
