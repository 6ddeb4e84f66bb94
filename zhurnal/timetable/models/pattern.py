"""The weekly pattern from which lessons are made, and days that work by another weekday's timetable."""

from django.db import models

from zhurnal.curriculum.models import Course
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.models.lesson import Room
from zhurnal.timetable.rules.link import LINK_LENGTH
from zhurnal.timetable.rules.pattern import Half, Weeks


class Slot(CollegeOwned):
    """A place of a course in the week: ``weekday`` 1 is Monday, ``weeks`` every, odd or even week of the term.

    ``shift`` matters where a later shift counts its pairs from one again; 1 is the first shift that rings the pair (``rules/bells``).

    ``since`` and ``until`` bound it, both included; the same day in both is an odd day. ``remote``: held without a room, ``link``: the
    address where it is then (A5.15).
    """

    course = CollegeForeignKey(Course)
    weekday = models.SmallIntegerField()
    pair = models.SmallIntegerField()
    shift = models.SmallIntegerField(default=1)
    half = models.SmallIntegerField(default=Half.WHOLE, choices=[(h.value, h.name) for h in Half])
    weeks = models.CharField(max_length=5, default=Weeks.EVERY, choices=[(w.value, w.value) for w in Weeks])
    teacher = CollegeForeignKey(Person)
    room = CollegeForeignKey(Room, null=True)
    remote = models.BooleanField(default=False)
    link = models.CharField(max_length=LINK_LENGTH, blank=True)
    since = models.DateField()
    until = models.DateField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.CheckConstraint(condition=models.Q(weekday__gte=1, weekday__lte=7), name="slot_weekday"),
            models.CheckConstraint(condition=models.Q(pair__gte=0, pair__lte=12), name="slot_pair"),
            models.CheckConstraint(condition=models.Q(shift__gte=1, shift__lte=4), name="slot_shift"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="slot_forward"),
        ]
        indexes = [
            models.Index(fields=["college", "course"], name="slot_course"),
            models.Index(fields=["college", "weekday", "pair"], name="slot_place"),
        ]

    def __str__(self) -> str:
        return f"{self.weekday}/{self.pair}"


class MovedDay(CollegeOwned):
    """A date that works by the timetable of another weekday (a Saturday by Monday's, after a transfer of days off)."""

    date = models.DateField()
    weekday = models.SmallIntegerField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "date"], name="movedday_date"),
            models.CheckConstraint(condition=models.Q(weekday__gte=1, weekday__lte=7), name="movedday_weekday"),
        ]

    def __str__(self) -> str:
        return f"{self.date}: {self.weekday}"
