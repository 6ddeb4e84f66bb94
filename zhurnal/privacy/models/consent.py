"""The register of consents (A11.6): purpose, the very text, its version, who signed when, withdrawal."""

from django.db import models
from django.db.models import Q

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.privacy.rules.purposes import PAPERS, Purpose


class Consent(CollegeOwned):
    """A consent as it was signed. ``own_at``: by the subject, ``guardian_at``: by his representative; withdrawn ones stay.

    One that was signed on paper (``entered_by``: who wrote it down here) has the paper's number and day, the version of the policy
    under which it was signed, where it is known, and its last day, where it was given for a time. ``withdrawn_words``: by which paper
    it was taken back, when an officer wrote that down.
    """

    subject = CollegeForeignKey(Person)
    purpose = models.CharField(max_length=12, choices=[(one.value, PAPERS[one].title) for one in Purpose])
    version = models.SmallIntegerField()
    text = models.TextField()
    own_at = models.DateTimeField(null=True)
    guardian = CollegeForeignKey(Person, null=True)
    guardian_at = models.DateTimeField(null=True)
    withdrawn_by = CollegeForeignKey(Person, null=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_words = models.CharField(max_length=120, blank=True, default="", db_default="")
    entered_by = CollegeForeignKey(Person, null=True)
    paper_number = models.CharField(max_length=60, blank=True, default="", db_default="")
    paper_on = models.DateField(null=True)
    until = models.DateField(null=True)
    policy = models.IntegerField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "subject", "purpose"], name="consent_one_open", condition=Q(withdrawn_at=None)
            ),
        ]
        indexes = [models.Index(fields=["college", "until"], name="consent_until", condition=Q(withdrawn_at=None))]

    def __str__(self) -> str:
        return PAPERS[Purpose(self.purpose)].title


class ConsentScan(CollegeOwned):
    """The picture of a consent that was signed on paper."""

    consent = CollegeForeignKey(Consent)
    ending = models.CharField(max_length=4)
    media = models.CharField(max_length=20)
    size = models.IntegerField()
    content = models.BinaryField()

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "consent"], name="consentscan_once"),
        ]

    def __str__(self) -> str:
        return f"{self.media}, {self.size}"
