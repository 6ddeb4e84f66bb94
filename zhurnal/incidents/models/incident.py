"""An incident: somebody worked under another's name (2.9); and what the rules found."""

from django.db import models

from zhurnal.incidents.rules.patterns import Rule
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Incident(CollegeOwned):
    """Under whose name (``person``), from when until when something foreign was done, and how far it is cleared up.

    Until two people released it, no mark, kind of work or roll call of an earlier day and no result is changed in his journals.
    ``spared``: changes (hexadecimal ids) that are his own after all; ``sessions``: rows (device, begun, ISO) of the sessions that were
    ended.
    """

    number = models.IntegerField()
    person = CollegeForeignKey(Person)
    opened_by = CollegeForeignKey(Person)
    opened_at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    words = models.CharField(max_length=500, blank=True)
    spared = models.JSONField(default=list)
    sessions = models.JSONField(default=list)
    agreed_by = CollegeForeignKey(Person, null=True)
    agreed_at = models.DateTimeField(null=True)
    released_by = CollegeForeignKey(Person, null=True)
    released_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="incident_number"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="incident_forward"),
        ]
        indexes = [
            models.Index(
                fields=["college", "person"], name="incident_open", condition=models.Q(released_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def span(self) -> str:
        """From when until when, to the microsecond: whoever undoes it says which one he looked at."""
        return f"{self.since.isoformat()}/{self.until.isoformat()}"


class Anomaly(CollegeOwned):
    """What a rule found under somebody's name on a day, once (``key``); a responsible person answers it. It forbids nothing."""

    key = models.CharField(max_length=120)
    rule = models.CharField(max_length=20, choices=[(rule.value, rule.value) for rule in Rule])
    person = CollegeForeignKey(Person)
    student = CollegeForeignKey(Person, null=True)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    facts = models.JSONField(default=dict)
    found_at = models.DateTimeField()
    settled_by = CollegeForeignKey(Person, null=True)
    settled_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=500, blank=True)
    incident = CollegeForeignKey(Incident, null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "key"], name="anomaly_key"),
        ]
        indexes = [models.Index(fields=["college", "found_at"], name="anomaly_found")]

    def __str__(self) -> str:
        return self.key
