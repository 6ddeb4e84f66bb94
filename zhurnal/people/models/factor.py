"""What besides the password proves who somebody is."""

from django.db import models
from django.db.models import Q

from zhurnal.organisation.models import CollegeForeignKey, CollegeOwned
from zhurnal.people.models.account import Account
from zhurnal.people.rules.factors import Kind


class Factor(CollegeOwned):
    """One proof of an account: the application with changing codes, a passkey, or one recovery code.

    ``secret``: the application's key, sealed; the passkey's public key; the recovery code's keyed digest. ``handle``: the
    passkey's own name, unique. ``spent``: the last step (application) or the moment of the last question (passkey) that was
    used up, so that nothing is used twice. ``signs``: the passkey's counter. ``tries``: wrong codes since the last right one.
    """

    account = CollegeForeignKey(Account)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in Kind])
    name = models.CharField(max_length=80, blank=True)
    secret = models.TextField()
    handle = models.CharField(max_length=1400, blank=True)
    spent = models.BigIntegerField(default=0)
    signs = models.BigIntegerField(default=0)
    tries = models.IntegerField(default=0)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta(CollegeOwned.Meta):
        constraints = [
            *CollegeOwned.Meta.constraints,
            models.UniqueConstraint(fields=["college", "handle"], name="factor_handle", condition=~Q(handle="")),
            models.UniqueConstraint(
                fields=["college", "account"], name="factor_one_application", condition=Q(kind=Kind.APPLICATION)
            ),
        ]
        indexes = [models.Index(fields=["college", "account"], name="factor_account")]

    def __str__(self) -> str:
        return self.name or self.kind
