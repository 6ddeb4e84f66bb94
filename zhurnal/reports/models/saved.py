"""A person's own parameters of a report, perhaps with a schedule, and the files made by it (1.11 e)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.reports.rules.due import Schedule


class SavedReport(CollegeOwned):
    """Parameters of a report under a name. ``parameters``: what the form was sent, key → text.

    ``pinned``: the period is kept as it is; otherwise it is the present one each time. ``schedule``: when it makes itself.
    """

    person = CollegeForeignKey(Person)
    report = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    parameters = models.JSONField(default=dict)
    pinned = models.BooleanField(default=False)
    schedule = models.CharField(max_length=10, blank=True, choices=[(s.value, s.value) for s in Schedule])
    since = models.DateField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "person", "report", "name"], name="savedreport_name"),
        ]

    def __str__(self) -> str:
        return self.name


class BuiltReport(CollegeOwned):
    """A report made by schedule with the rights of its reader at that time: kept as a workbook until ``content`` is erased."""

    person = CollegeForeignKey(Person)
    report = models.CharField(max_length=40)
    saved = models.UUIDField()
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=250)
    due = models.DateField()
    made_at = models.DateTimeField()
    rows = models.IntegerField()
    content = models.BinaryField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "saved", "due"], name="builtreport_once"),
        ]
        indexes = [models.Index(fields=["college", "person", "-made_at"], name="builtreport_person")]

    def __str__(self) -> str:
        return self.title
