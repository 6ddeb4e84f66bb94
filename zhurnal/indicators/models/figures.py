"""What dashboards sum instead of cells: one row for each lesson, derived, never edited, without students (``scale.md``, rule 6).

Lesson and journal are plain values here, not keys that the database holds: a derived row must not stand in the way when a lesson
that nobody wrote in is taken back. What they stand for is checked when the row is counted anew.
"""

from django.db import models

from zhurnal.indicators.rules.standing import Standing
from zhurnal.organisation.models import CollegeOwned


class LessonFigures(CollegeOwned):
    """One lesson in numbers. ``standing``: what became of it; ``listed``: students on its list that day, ``absent``: of them with «н».

    ``late``: 1 where anything in it was recorded late; ``fives`` … ``twos``: marks for works that stand, отработки too.
    """

    lesson = models.UUIDField()
    course = models.UUIDField()
    teacher = models.UUIDField()
    date = models.DateField()
    hours = models.SmallIntegerField()
    standing = models.CharField(max_length=8, choices=[(one.value, one.value) for one in Standing])
    listed = models.SmallIntegerField(default=0)
    absent = models.SmallIntegerField(default=0)
    late = models.SmallIntegerField(default=0)
    fives = models.SmallIntegerField(default=0)
    fours = models.SmallIntegerField(default=0)
    threes = models.SmallIntegerField(default=0)
    twos = models.SmallIntegerField(default=0)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "lesson"], name="lessonfigures_lesson"),
        ]
        indexes = [
            models.Index(fields=["college", "date"], name="lessonfigures_day"),
            models.Index(fields=["college", "course", "date"], name="lessonfigures_course"),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.standing}"


class CourseCount(CollegeOwned):
    """Up to which record of changes the lessons of a journal were counted, and on which lists (a digest of them).

    The row whose ``course`` is the college itself holds the sum over all its chains: one look tells that nothing has changed.
    """

    course = models.UUIDField()
    seq = models.BigIntegerField(default=0)
    lists = models.CharField(max_length=32, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "course"], name="coursecount_course"),
        ]

    def __str__(self) -> str:
        return f"{self.seq}"
