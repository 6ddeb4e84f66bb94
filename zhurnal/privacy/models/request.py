"""What people ask about their data, with the clock of the law (ст. 14, 20, 21 152-ФЗ)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.privacy.rules.requests import KIND_WORDS, Kind


class SubjectRequest(CollegeOwned):
    """A request about the data of ``subject``; ``due``: the last day for the answer, ``longer``: why it was put off, once."""

    number = models.IntegerField()
    subject = CollegeForeignKey(Person)
    asked_by = CollegeForeignKey(Person)
    kind = models.CharField(max_length=10, choices=[(one.value, KIND_WORDS[one]) for one in Kind])
    text = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    due = models.DateField()
    longer = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=2000, blank=True)
    answered_by = CollegeForeignKey(Person, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="subjectrequest_number"),
        ]
        indexes = [models.Index(fields=["college", "subject"], name="subjectrequest_subject")]

    def __str__(self) -> str:
        return f"№ {self.number}"
