"""The register of codes with which people open their accounts."""

from django.db import models
from django.db.models import Q

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models.person import Person


class Activation(CollegeOwned):
    """A one-time code given to a person: who asked, who gave it, until when it works, when it was handed over, used or replaced.

    The code itself is nowhere: ``code`` is its keyed digest, empty while a second person is waited for.
    """

    person = CollegeForeignKey(Person)
    asked_by = CollegeForeignKey(Person, null=True)
    asked_at = models.DateTimeField()
    issued_by = CollegeForeignKey(Person, null=True)
    issued_at = models.DateTimeField(null=True)
    expires_on = models.DateField(null=True)
    code = models.CharField(max_length=64, blank=True)
    handed_by = CollegeForeignKey(Person, null=True)
    handed_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(
                fields=["college", "person"], name="activation_one_open", condition=Q(used_at=None, cancelled_at=None)
            ),
        ]
        indexes = [models.Index(fields=["college", "asked_at"], name="activation_asked")]

    def __str__(self) -> str:
        return f"{self.asked_at:%d.%m.%Y}"
