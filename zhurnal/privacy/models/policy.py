"""Versions of the college's policy of personal data, and who accepted which (2.1)."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person


class PolicyText(CollegeOwned):
    """A version of the policy, never changed; ``due``: from which day nobody goes on without having accepted it."""

    number = models.IntegerField()
    text = models.TextField()
    due = models.DateField()
    made_by = CollegeForeignKey(Person, null=True)
    made_at = models.DateTimeField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "number"], name="policytext_number"),
        ]

    def __str__(self) -> str:
        return f"версия {self.number}"


class Acceptance(CollegeOwned):
    """That a person has read and accepted a version, when and in which browser."""

    person = CollegeForeignKey(Person)
    number = models.IntegerField()
    accepted_at = models.DateTimeField()
    device = models.CharField(max_length=80, blank=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "person", "number"], name="acceptance_once"),
        ]

    def __str__(self) -> str:
        return f"версия {self.number}"
