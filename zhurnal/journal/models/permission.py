"""Excuses set by the group leader, and requests to open a closed lesson."""

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.journal.rules.signs import ExcuseKind, RequestState
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models import Lesson


class Excuse(CollegeOwned):
    """A cause of absence for a range of days; it explains every «н» inside, also those written later (A6.3, A6.4).

    ``kind`` carries no diagnosis (reliability § 2.3: why a student was ill is not kept).
    """

    student = CollegeForeignKey(Person)
    since = models.DateField()
    until = models.DateField()
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ExcuseKind])
    note = models.CharField(max_length=200, blank=True)
    set_by = CollegeForeignKey(Person, null=True)
    state = models.CharField(
        max_length=10, default=RequestState.APPROVED, choices=[(s.value, s.value) for s in RequestState]
    )

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="excuse_forward"),
        ]
        indexes = [models.Index(fields=["college", "student"], name="excuse_student")]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}–{self.until}"


class ExcusePaper(CollegeOwned):
    """A photograph or PDF beside a told cause, until it is answered: then ``content`` is erased, for it may tell of health.

    Its own name is not kept (it often holds a person's): ``number`` counts the papers of one message.
    """

    excuse = CollegeForeignKey(Excuse)
    number = models.SmallIntegerField()
    media = models.CharField(max_length=40)
    ending = models.CharField(max_length=4)
    size = models.IntegerField()
    content = models.BinaryField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "excuse", "number"], name="excusepaper_number"),
            models.CheckConstraint(condition=models.Q(number__gte=1, size__gte=0), name="excusepaper_counts"),
        ]

    def __str__(self) -> str:
        return f"{self.number}.{self.ending}"


class OpenRequest(CollegeOwned):
    """A teacher's request to open a closed lesson, or places of it, and the decision (A3.7).

    ``places``: which (``rules.places``), by spaces; "" is the whole lesson. ``remark``: the inspector's remark for which it was
    opened without being asked for.
    """

    lesson = CollegeForeignKey(Lesson)
    course = CollegeForeignKey(Course)
    teacher = CollegeForeignKey(Person)
    reason = models.CharField(max_length=500)
    state = models.CharField(
        max_length=10, default=RequestState.OPEN, choices=[(s.value, s.value) for s in RequestState]
    )
    asked_at = models.DateTimeField()
    decided_by = CollegeForeignKey(Person, null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)
    open_until = models.DateTimeField(null=True)
    places = models.TextField(blank=True)
    remark = models.UUIDField(null=True)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "course"], name="openrequest_course"),
            models.Index(fields=["college", "state"], name="openrequest_state"),
        ]

    def __str__(self) -> str:
        return f"{self.state}: {self.reason}"
