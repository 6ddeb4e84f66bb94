"""The right-hand page: topic, homework, roll call; and the columns of the left one."""

from django.db import models

from zhurnal.curriculum.models import Course, ProgrammeTopic
from zhurnal.grading.models import WorkKind
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.timetable.models import Lesson


class LessonRecord(CollegeOwned):
    """What was written about one lesson; made with the first word about it.

    ``roll_called_at``: when the teacher confirmed that everyone not marked otherwise was present (A6.11).
    Each part has a version of its own, so two people writing different parts never collide.
    """

    lesson = CollegeForeignKey(Lesson)
    course = CollegeForeignKey(Course)
    topic = models.CharField(max_length=500, blank=True)
    programme_topic = CollegeForeignKey(ProgrammeTopic, null=True)
    topic_version = models.IntegerField(default=0)
    homework = models.CharField(max_length=2000, blank=True)
    homework_due = models.DateField(null=True)
    homework_version = models.IntegerField(default=0)
    roll_called_at = models.DateTimeField(null=True)
    roll_version = models.IntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)
    late_entries = models.SmallIntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "lesson"], name="lessonrecord_lesson"),
        ]
        indexes = [models.Index(fields=["college", "course"], name="lessonrecord_course")]

    def __str__(self) -> str:
        return self.topic


class Work(CollegeOwned):
    """A column of the grid: one kind of work in one lesson (2.4). ``slot`` is its place in the lesson, from 1.

    ``version`` moves when a person changes its kind or title or takes it away; a weight that the college set anew does not move it.
    """

    lesson = CollegeForeignKey(Lesson)
    course = CollegeForeignKey(Course)
    slot = models.SmallIntegerField()
    kind = CollegeForeignKey(WorkKind)
    title = models.CharField(max_length=120, blank=True)
    weight = models.SmallIntegerField(default=100)
    removed = models.BooleanField(default=False)
    version = models.IntegerField(default=1)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "lesson", "slot"], name="work_lesson_slot"),
            models.CheckConstraint(condition=models.Q(slot__gte=1, slot__lte=20), name="work_slot"),
        ]
        indexes = [models.Index(fields=["college", "course"], name="work_course")]

    def __str__(self) -> str:
        return f"{self.slot} {self.title}"
