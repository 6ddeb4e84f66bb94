"""By which name of an identity broker a person signs in."""

from django.db import models

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models.account import Account


class Identity(CollegeOwned):
    """A name at a broker (OpenID Connect), bound to an account by its owner when he was signed in.

    ``issuer`` and ``subject`` are the broker's own words, compared sign by sign; ``name``: what the broker called the person
    when he bound it, for his eyes only. Nothing is ever found by ``name``.
    """

    account = CollegeForeignKey(Account)
    issuer = models.CharField(max_length=255)
    subject = models.CharField(max_length=255)
    name = models.CharField(max_length=80, blank=True)
    bound_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "issuer", "subject"], name="identity_of_one_account"),
        ]
        indexes = [models.Index(fields=["college", "account"], name="identity_account")]

    def __str__(self) -> str:
        return self.name or self.subject
