"""Who read whose personal data (2.1)."""

from django.db import models

from zhurnal.organisation.models import CollegeOwned


class Reading(CollegeOwned):
    """One reading of the data of one circle of people; a reading that showed several circles is several rows of one ``event``.

    ``at``: the moment (UTC). Who: ``person``, ``account``, ``session`` (``people.Session.shown``), ids as plain values, because the
    record outlives the rows; a job of the system has none of them and says in ``who`` what it was. ``door``: page, command, …
    What: the personal ``action`` of a policy; the row that was opened (``model`` by label, ``target``; "" and None for a list).
    Whose: ``kind`` and ``key``: person, group, subgroup, department or college and its id. ``since``: the first day of what was shown;
    everybody who was in the circle on any day from ``since`` (None: the day of ``at``) to the day of ``at`` is meant. ``kind`` is ""
    where the opened row was gone before its people were found.
    ``file``: the data left as a file. ``part`` counts the rows of an event from 0, ``parts`` says how many there are: filter
    ``part=0`` to count readings. ``id`` is the event's id plus the part, so the same line of the spool is never two rows; being
    UUIDv7 it begins with the time. What was read lately lies in the spool still: call ``actions.draining.drain`` before counting.
    """

    event = models.UUIDField()
    part = models.IntegerField(default=0)
    parts = models.IntegerField(default=1)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)
    account = models.UUIDField(null=True)
    session = models.UUIDField(null=True)
    who = models.CharField(max_length=200, blank=True)
    door = models.CharField(max_length=20)
    action = models.CharField(max_length=60)
    model = models.CharField(max_length=60, blank=True)
    target = models.UUIDField(null=True)
    kind = models.CharField(max_length=12, blank=True)
    key = models.UUIDField(null=True)
    since = models.DateField(null=True)
    file = models.BooleanField(default=False)

    class Meta(CollegeOwned.Meta):
        indexes = [
            models.Index(fields=["college", "kind", "key", "at"], name="reading_whose"),
            models.Index(fields=["college", "person", "at"], name="reading_who"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.kind} {self.at:%d.%m.%Y %H:%M}"
