"""The register of consents (A11.6): purpose, the very text, its version, who signed when, withdrawal."""

from django.db import models
from django.db.models import Q

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models import Person
from zhurnal.privacy.rules.purposes import PAPERS, Purpose


class Consent(CollegeOwned):
    """A consent as it was signed. ``own_at``: by the subject, ``guardian_at``: by his representative; withdrawn ones stay."""

    subject = CollegeForeignKey(Person)
    purpose = models.CharField(max_length=12, choices=[(one.value, PAPERS[one].title) for one in Purpose])
    version = models.SmallIntegerField()
    text = models.TextField()
    own_at = models.DateTimeField(null=True)
    guardian = CollegeForeignKey(Person, null=True)
    guardian_at = models.DateTimeField(null=True)
    withdrawn_by = CollegeForeignKey(Person, null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "subject", "purpose"], name="consent_one_open", condition=Q(withdrawn_at=None)
            ),
        ]

    def __str__(self) -> str:
        return PAPERS[Purpose(self.purpose)].title
