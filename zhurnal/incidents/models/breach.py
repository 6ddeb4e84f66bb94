"""The file of a breach of personal data, with the law's two clocks (ч. 3.1 ст. 21 152-ФЗ)."""

from django.db import models

from zhurnal.incidents.models.incident import Incident
from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class Breach(CollegeOwned):
    """Whose account was open to a stranger (``person``; None: it was no account, the whole base is meant), from when until when.

    ``discovered_at``: the moment from which 24 and 72 hours run. ``counted``: what the record of readings says of that time, frozen
    with the head of all chains (``incidents.counting``). ``first_text``, ``result_text``: the notices as they left, pairs of title and text.
    """

    number = models.IntegerField()
    incident = CollegeForeignKey(Incident, null=True)
    person = CollegeForeignKey(Person, null=True)
    opened_by = CollegeForeignKey(Person)
    opened_at = models.DateTimeField()
    discovered_at = models.DateTimeField()
    since = models.DateTimeField()
    until = models.DateTimeField()
    counted = models.JSONField(default=dict)
    happened = models.CharField(max_length=2000, blank=True)
    categories = models.CharField(max_length=2000, blank=True)
    cause = models.CharField(max_length=2000, blank=True)
    harm = models.CharField(max_length=2000, blank=True)
    measures = models.CharField(max_length=2000, blank=True)
    contact = models.CharField(max_length=300, blank=True)
    result = models.CharField(max_length=4000, blank=True)
    culprits = models.CharField(max_length=1000, blank=True)
    first_at = models.DateTimeField(null=True)
    first_number = models.CharField(max_length=60, blank=True)
    first_text = models.JSONField(default=list)
    result_at = models.DateTimeField(null=True)
    result_number = models.CharField(max_length=60, blank=True)
    result_text = models.JSONField(default=list)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="breach_number"),
            models.CheckConstraint(condition=models.Q(until__gte=models.F("since")), name="breach_forward"),
            models.CheckConstraint(
                condition=models.Q(result_at__isnull=True) | models.Q(first_at__isnull=False), name="breach_first_first"
            ),
        ]

    def __str__(self) -> str:
        return f"дело № {self.number}"
