"""Joined groups (поток): courses of several groups that are taught in one room at one time (A5.3)."""

from django.db import models

from zhurnal.academic_year.models import Term
from zhurnal.curriculum.models.course import Course
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned


class Stream(CollegeOwned):
    """Joined groups in one term. Each group keeps a journal of its own; the lesson stands in every one."""

    term = CollegeForeignKey(Term)
    name = models.CharField(max_length=80)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "term", "name"], name="stream_term_name"),
        ]

    def __str__(self) -> str:
        return self.name


class StreamCourse(CollegeOwned):
    """A course that is taught in a stream; a course is in one stream at most."""

    stream = CollegeForeignKey(Stream)
    course = CollegeForeignKey(Course)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course"], name="streamcourse_course"),
        ]
        indexes = [models.Index(fields=["college", "stream"], name="streamcourse_stream")]

    def __str__(self) -> str:
        return f"{self.stream_id}: {self.course_id}"
