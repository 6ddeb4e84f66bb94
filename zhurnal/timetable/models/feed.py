"""A calendar address that a person gave to his telephone."""

from django.db import models

from zhurnal.curriculum.models import Group
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.timetable.rules.feed import FeedKind


class CalendarFeed(CollegeOwned):
    """A subscription to a timetable by a secret address, of which only the SHA-256 is kept.

    ``subject``: the teacher or student; ``group``: for the timetable of a group. ``revoked_at`` ends it for good.
    """

    owner = CollegeForeignKey(Person)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in FeedKind])
    subject = CollegeForeignKey(Person, null=True)
    group = CollegeForeignKey(Group, null=True)
    secret = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "secret"], name="calendarfeed_secret"),
        ]
        indexes = [models.Index(fields=["college", "owner"], name="calendarfeed_owner")]

    def __str__(self) -> str:
        return f"{self.kind} {self.made_at}"
