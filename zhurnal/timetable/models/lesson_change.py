"""A lesson that was cancelled or moved, and why (A5.5: neither is a substitution)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models.lesson import Lesson, Room
from zhurnal.timetable.rules.ground import Cause, ChangeKind


class LessonChange(CollegeOwned):
    """What the office did with one lesson; where it stood before (``was_…``), so that the change can be taken back.

    ``by_file``: a new timetable moved it, so the next one may move it again; what a person moved it may not.
    """

    lesson = CollegeForeignKey(Lesson)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ChangeKind])
    cause = models.CharField(max_length=12, choices=[(c.value, c.value) for c in Cause])
    reason = models.CharField(max_length=120)
    was_date = models.DateField()
    was_pair = models.SmallIntegerField()
    was_starts = models.TimeField()
    was_ends = models.TimeField()
    was_room = CollegeForeignKey(Room, null=True)
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()
    by_file = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "lesson", "kind"], name="lessonchange_once"),
        ]
        indexes = [models.Index(fields=["college", "was_date"], name="lessonchange_day")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.reason}"
